#include "exchange/import-fields.h"

#include <glib/gi18n-lib.h>

static const GarrisonImportField customers[] = {
  { "name", "name", GARRISON_READ_NAME, NULL, TRUE },
  { "short_name", "short_name", GARRISON_READ_TEXT, NULL, FALSE },
  { "credit_code", "credit_code", GARRISON_READ_CODE, NULL, FALSE },
  { "phone", "phone", GARRISON_READ_TEXT, NULL, FALSE },
  { "website", "website", GARRISON_READ_TEXT, NULL, FALSE },
  { "email", "email", GARRISON_READ_TEXT, NULL, FALSE },
  { "address", "address", GARRISON_READ_TEXT, NULL, FALSE },
  { "region", "region", GARRISON_READ_REGION, NULL, FALSE },
  { "industry", "industry", GARRISON_READ_CHOICE, "industry", FALSE },
  { "category", "category", GARRISON_READ_CHOICE, "category", FALSE },
  { "level", "level", GARRISON_READ_CHOICE, "level", FALSE },
  { "source", "source", GARRISON_READ_CHOICE, "source", FALSE },
  { "channel", "channel", GARRISON_READ_CHOICE, "channel", FALSE },
  { "parent", "parent", GARRISON_READ_TEXT, NULL, FALSE },
  { "owner", "owner", GARRISON_READ_PERSON, NULL, FALSE },
  { "tags", "tag", GARRISON_READ_TAGS, NULL, FALSE },
  { "note", "note", GARRISON_READ_LINES, NULL, FALSE },
  { "created", "created_at", GARRISON_READ_TIME, NULL, FALSE },
};

static const GarrisonImportField contacts[] = {
  { "customer", "customer", GARRISON_READ_CUSTOMER, NULL, TRUE },
  { "name", "name", GARRISON_READ_NAME, NULL, TRUE },
  { "title", "title", GARRISON_READ_TEXT, NULL, FALSE },
  { "department", "department", GARRISON_READ_TEXT, NULL, FALSE },
  { "phone", "phone", GARRISON_READ_TEXT, NULL, FALSE },
  { "mobile", "mobile", GARRISON_READ_TEXT, NULL, FALSE },
  { "email", "email", GARRISON_READ_TEXT, NULL, FALSE },
  { "messenger", "messenger", GARRISON_READ_TEXT, NULL, FALSE },
  { "address", "address", GARRISON_READ_TEXT, NULL, FALSE },
  { "birthday", "birthday", GARRISON_READ_BIRTHDAY, NULL, FALSE },
  { "note", "note", GARRISON_READ_LINES, NULL, FALSE },
  { "primary", "main", GARRISON_READ_YES, NULL, FALSE },
};

static const GarrisonImportField deals[] = {
  { "external_id", "external_id", GARRISON_READ_TEXT, NULL, FALSE },
  { "customer", "customer", GARRISON_READ_CUSTOMER, NULL, TRUE },
  { "name", "name", GARRISON_READ_NAME, NULL, FALSE },
  { "owner", "owner", GARRISON_READ_PERSON, NULL, FALSE },
  { "product", "product", GARRISON_READ_PRODUCT, NULL, FALSE },
  { "stage", "stage", GARRISON_READ_STAGE, NULL, FALSE },
  { "amount", "amount", GARRISON_READ_MONEY, NULL, FALSE },
  { "quantity", "quantity", GARRISON_READ_QUANTITY, NULL, FALSE },
  { "expected", "expected", GARRISON_READ_DAY, NULL, FALSE },
  { "opened", "opened_at", GARRISON_READ_TIME, NULL, FALSE },
  { "closed", "closed_at", GARRISON_READ_TIME, NULL, FALSE },
  { "lost_reason", "lost_reason", GARRISON_READ_CHOICE, "lost-reason", FALSE },
  { "note", "note", GARRISON_READ_LINES, NULL, FALSE },
};

static const GarrisonImportField products[] = {
  { "name", "name", GARRISON_READ_NAME, NULL, TRUE },
  { "code", "code", GARRISON_READ_TEXT, NULL, FALSE },
  { "category", "category", GARRISON_READ_CHOICE, "product-category", FALSE },
  { "price", "price", GARRISON_READ_MONEY, NULL, FALSE },
  { "currency", "currency", GARRISON_READ_CURRENCY, NULL, FALSE },
};

static const GarrisonImportField people[] = {
  { "name", "name", GARRISON_READ_NAME, NULL, TRUE },
  { "login", "login", GARRISON_READ_TEXT, NULL, FALSE },
  { "email", "email", GARRISON_READ_TEXT, NULL, FALSE },
  { "team", "team", GARRISON_READ_CHOICE, "team", FALSE },
  { "manager", "manager", GARRISON_READ_TEXT, NULL, FALSE },
  { "role", "role", GARRISON_READ_ROLE, NULL, FALSE },
};

static const GarrisonImportField activities[] = {
  { "customer", "customer", GARRISON_READ_CUSTOMER, NULL, TRUE },
  { "contact", "contact", GARRISON_READ_TEXT, NULL, FALSE },
  { "person", "person", GARRISON_READ_PERSON, NULL, FALSE },
  { "kind", "kind", GARRISON_READ_ACTIVITY_KIND, NULL, FALSE },
  { "text", "text", GARRISON_READ_LINES, NULL, TRUE },
  { "outcome", "outcome", GARRISON_READ_CHOICE, "outcome", FALSE },
  { "at", "at", GARRISON_READ_TIME, NULL, TRUE },
  { "duration", "minutes", GARRISON_READ_MINUTES, NULL, FALSE },
  { "next_step", "next_step", GARRISON_READ_TEXT, NULL, FALSE },
  { "next_due", "next_due", GARRISON_READ_TIME, NULL, FALSE },
};

static const struct
{
  const char *act;
  const GarrisonImportField *fields;
  guint n;
} kinds[] = {
  { "import-customers", customers, G_N_ELEMENTS (customers) },
  { "import-contacts", contacts, G_N_ELEMENTS (contacts) },
  { "import-deals", deals, G_N_ELEMENTS (deals) },
  { "import-products", products, G_N_ELEMENTS (products) },
  { "import-people", people, G_N_ELEMENTS (people) },
  { "import-activities", activities, G_N_ELEMENTS (activities) },
};

const GarrisonImportField *
garrison_import_fields (GarrisonExchangeKind kind, guint *n)
{
  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (kinds) && n != NULL, NULL);

  *n = kinds[kind].n;
  return kinds[kind].fields;
}

const char *
garrison_import_act (GarrisonExchangeKind kind)
{
  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].act;
}

const char *
garrison_exchange_field_label (const char *field)
{
  static const struct
  {
    const char *field;
    const char *label;
  } labels[] = {
    { "name", NC_ ("field", "Name") },
    { "short_name", NC_ ("field", "Short name") },
    { "credit_code", NC_ ("field", "Credit code") },
    { "phone", NC_ ("field", "Phone") },
    { "website", NC_ ("field", "Website") },
    { "email", NC_ ("field", "Email") },
    { "address", NC_ ("field", "Address") },
    { "region", NC_ ("field", "Region") },
    { "industry", NC_ ("field", "Industry") },
    { "category", NC_ ("field", "Category") },
    { "level", NC_ ("field", "Level") },
    { "source", NC_ ("field", "Source") },
    { "channel", NC_ ("field", "Channel") },
    { "parent", NC_ ("field", "Parent company") },
    { "owner", NC_ ("field", "Owner") },
    { "tags", NC_ ("field", "Tags") },
    { "note", NC_ ("field", "Note") },
    { "created", NC_ ("field", "Created") },
    { "customer", NC_ ("field", "Customer") },
    { "title", NC_ ("field", "Title") },
    { "department", NC_ ("field", "Department") },
    { "mobile", NC_ ("field", "Mobile") },
    { "messenger", NC_ ("field", "Messenger") },
    { "birthday", NC_ ("field", "Birthday") },
    { "primary", NC_ ("field", "Main contact") },
    { "external_id", NC_ ("field", "Number of the deal") },
    { "product", NC_ ("field", "Product") },
    { "stage", NC_ ("field", "Stage") },
    { "amount", NC_ ("field", "Amount") },
    { "quantity", NC_ ("field", "Quantity") },
    { "expected", NC_ ("field", "Expected close") },
    { "opened", NC_ ("field", "Opened") },
    { "closed", NC_ ("field", "Closed") },
    { "lost_reason", NC_ ("field", "Reason for losing") },
    { "code", NC_ ("field", "Code") },
    { "price", NC_ ("field", "Price") },
    { "currency", NC_ ("field", "Currency") },
    { "login", NC_ ("field", "Login") },
    { "team", NC_ ("field", "Team") },
    { "manager", NC_ ("field", "Manager") },
    { "role", NC_ ("field", "Role") },
    { "contact", NC_ ("field", "Contact") },
    { "person", NC_ ("field", "Person") },
    { "kind", NC_ ("field", "Kind") },
    { "text", NC_ ("field", "Text") },
    { "outcome", NC_ ("field", "Outcome") },
    { "at", NC_ ("field", "Time") },
    { "duration", NC_ ("field", "Duration") },
    { "next_step", NC_ ("field", "Next step") },
    { "next_due", NC_ ("field", "Due") },
  };

  g_return_val_if_fail (field != NULL, "");

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].field, field))
      return g_dpgettext2 (GETTEXT_PACKAGE, "field", labels[i].label);
  return field;
}
