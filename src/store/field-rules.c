/* A number that somebody wrote into a note or an activity is shown as it was written there. To find it, each text would
 * be compared with the details of its customer in every read: a search through all texts of a file took fifteen times
 * as long, a timeline three times, and on a server whoever is shown masks, which is nearly everybody, would read no
 * table but through a view. A role that shall not see such texts is kept from activity.text and the notes. */
#include "store/field-rules.h"

#include <string.h>

gboolean
garrison_field_is_detail (const char *field)
{
  g_auto (GStrv) names = g_strsplit (field, ".", 2);

  return names[0] != NULL && names[1] != NULL && g_strv_contains (garrison_desk_text_get_withheld (names[0]), names[1]);
}

gboolean
garrison_field_rules_concern (const char *relation)
{
  guint n;
  const GarrisonFieldPlace *places = garrison_desk_text_list_places (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (places[i].relation, relation))
      return TRUE;
  return FALSE;
}

/* What is disclosed is a contact or a customer, and with it what belongs to the customer. */
static char *
disclosed_record (const char *vault, const char *me, const char *relation, const char *record)
{
  return g_strdup_printf ("EXISTS (SELECT 1 FROM %sdisclosure s WHERE s.person = %s AND s.relation = '%s' AND s.record = %s"
                          " AND s.until > moment())", vault, me, relation, record);
}

/* Of the company's own fields the record may be of several relations. */
static char *
disclosed_own (const char *vault, const char *me)
{
  static const char *const relations[] = { "customer", "contact", "deal", "contract" };
  g_autoptr (GString) out = g_string_new ("CASE (SELECT o.relation FROM ");

  g_string_append_printf (out, "%sfield o WHERE o.id = x.field)", vault);
  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    {
      gboolean itself = i < 2;
      g_autofree char *record = itself ? g_strdup ("x.record")
                                       : g_strdup_printf ("(SELECT r.customer FROM %s%s r WHERE r.id = x.record)", vault, relations[i]);
      g_autofree char *condition = disclosed_record (vault, me, itself ? relations[i] : "customer", record);

      g_string_append_printf (out, " WHEN '%s' THEN CASE WHEN %s THEN 1 ELSE 0 END", relations[i], condition);
    }
  g_string_append (out, " ELSE 0 END = 1");
  return g_strdup (out->str);
}

char *
garrison_field_rules_disclosed (const char *relation, const char *vault, const char *me)
{
  g_autofree char *record = NULL;

  g_return_val_if_fail (relation != NULL && vault != NULL && me != NULL, NULL);

  if (g_str_equal (relation, "field_value"))
    return disclosed_own (vault, me);
  if (g_str_equal (relation, "customer") || g_str_equal (relation, "contact"))
    return disclosed_record (vault, me, relation, "x.id");
  if (!g_str_equal (relation, "deal_line"))
    return disclosed_record (vault, me, "customer", "x.customer");
  record = g_strdup_printf ("(SELECT r.customer FROM %sdeal r WHERE r.id = x.deal)", vault);
  return disclosed_record (vault, me, "customer", record);
}

/* (transfer full): what is shown for a column, through the rules of all fields that stand in it. */
static char *
write_column (const char *relation, const char *column, const char *shown, GarrisonFieldWriter write, gpointer data)
{
  guint n;
  const GarrisonFieldPlace *places = garrison_desk_text_list_places (&n);
  g_autofree char *value = g_strconcat ("x.", column, NULL);

  for (guint i = 0; i < n; i++)
    {
      const GarrisonFieldPlace *place = &places[i];
      g_autofree char *inner = NULL, *before = NULL;

      if (!g_str_equal (place->relation, relation) || !g_str_equal (place->column, column))
        continue;
      inner = write (place->field, garrison_field_is_detail (place->field), value, shown, data);
      if (g_str_equal (inner, value))
        continue;
      before = value;
      value = place->kind == NULL ? g_steal_pointer (&inner)
                                  : g_strdup_printf ("CASE WHEN x.kind = '%s' THEN %s ELSE %s END", place->kind, inner, before);
    }
  return g_steal_pointer (&value);
}

char *
garrison_field_rules_write (const char *relation, const char *const *columns, const char *from, const char *vault,
                            const char *me, GarrisonFieldWriter write, gpointer data)
{
  g_autofree char *shown = NULL;
  g_autoptr (GString) out = g_string_new ("SELECT ");

  g_return_val_if_fail (relation != NULL && columns != NULL && from != NULL && write != NULL, NULL);

  shown = garrison_field_rules_disclosed (relation, vault, me);
  for (guint i = 0; columns[i] != NULL; i++)
    {
      g_autofree char *value = write_column (relation, columns[i], shown, write, data);

      g_string_append_printf (out, "%s%s AS %s", i == 0 ? "" : ", ", value, columns[i]);
    }
  g_string_append_printf (out, " FROM (%s) AS x", from);
  return g_strdup (out->str);
}
