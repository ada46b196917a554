#include "model/rights.h"

#include <glib/gi18n-lib.h>

static const GarrisonRight RIGHTS[] = {
  { "customer.see", N_("Customers"), N_("See customers"), FALSE },
  { "customer.create", N_("Customers"), N_("Create customers"), FALSE },
  { "customer.edit", N_("Customers"), N_("Edit customers"), FALSE },
  { "customer.transfer", N_("Customers"), N_("Transfer customers"), FALSE },
  { "customer.archive", N_("Customers"), N_("Archive customers"), FALSE },
  { "customer.merge", N_("Customers"), N_("Merge customers, and separate them again"), FALSE },
  { "customer.claim", N_("Customers"), N_("Claim customers from pools"), FALSE },
  { "customer.release", N_("Customers"), N_("Release customers into pools"), FALSE },
  { "customer.export", N_("Customers"), N_("Export customers"), FALSE },
  { "customer.print", N_("Customers"), N_("Print and take pictures"), FALSE },
  { "contact.edit", N_("Customers"), N_("Edit contacts"), FALSE },
  { "contact.disclose", N_("Customers"), N_("See contact details"), FALSE },
  { "activity.log", N_("Activities and tasks"), N_("Log activities"), FALSE },
  { "activity.correct", N_("Activities and tasks"), N_("Correct activities"), FALSE },
  { "task.see", N_("Activities and tasks"), N_("See tasks"), FALSE },
  { "task.edit", N_("Activities and tasks"), N_("Set and complete tasks"), FALSE },
  { "deal.see", N_("Deals and money"), N_("See deals"), FALSE },
  { "deal.edit", N_("Deals and money"), N_("Edit and advance deals"), FALSE },
  { "deal.close", N_("Deals and money"), N_("Win and lose deals"), FALSE },
  { "deal.reopen", N_("Deals and money"), N_("Reopen deals"), FALSE },
  { "contract.edit", N_("Deals and money"), N_("Edit contracts"), FALSE },
  { "payment.record", N_("Deals and money"), N_("Record payments"), FALSE },
  { "payment.void", N_("Deals and money"), N_("Void payments"), FALSE },
  { "product.edit", N_("Deals and money"), N_("Edit products"), TRUE },
  { "view.own", N_("Lists, segments and charts"), N_("Save views"), FALSE },
  { "view.share", N_("Lists, segments and charts"), N_("Share views with everybody"), TRUE },
  { "import.customers", N_("Import"), N_("Import customers"), FALSE },
  { "import.other", N_("Import"), N_("Import contacts, deals and activities"), FALSE },
  { "import.people", N_("Import"), N_("Import people"), TRUE },
  { "person.edit", N_("The company"), N_("Add, edit and dismiss people"), FALSE },
  { "person.password", N_("The company"), N_("Set passwords of others"), FALSE },
  { "team.edit", N_("The company"), N_("Change teams"), TRUE },
  { "role.edit", N_("The company"), N_("Change rights of roles"), TRUE },
  { "setting.edit", N_("The company"), N_("Change settings and lists"), TRUE },
  { "pool.edit", N_("The company"), N_("Set up pools"), TRUE },
  { "pool.fall", N_("The company"), N_("Let customers fall into pools by the rules"), FALSE },
  { "signal.see", N_("The company"), N_("See signals"), FALSE },
  { "request.see", N_("The company"), N_("Ask for more"), FALSE },
  { "request.decide", N_("The company"), N_("Decide what others ask for"), FALSE },
  { "audit.see", N_("The company"), N_("Read the record of acts"), FALSE },
  { "backup.make", N_("The company"), N_("Make backups"), TRUE },
  { "sample.load", N_("The company"), N_("Fill a sample company"), TRUE },
};

static const char *const SCOPES[] = { "own", "reports", "team", "below", "all", NULL };

const GarrisonRight *
garrison_rights_get_all (guint *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (RIGHTS);
  return RIGHTS;
}

const GarrisonRight *
garrison_rights_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (RIGHTS); i++)
    if (g_strcmp0 (RIGHTS[i].name, name) == 0)
      return &RIGHTS[i];
  return NULL;
}

const char *
garrison_rights_get_label (const char *name)
{
  const GarrisonRight *right = garrison_rights_find (name);

  g_return_val_if_fail (name != NULL, "");
  return right != NULL ? _(right->label) : name;
}

const char *const *
garrison_rights_get_scopes (void)
{
  return SCOPES;
}

int
garrison_rights_get_reach (const char *scope)
{
  if (scope == NULL)
    return 0;
  for (int i = 0; SCOPES[i] != NULL; i++)
    if (g_str_equal (SCOPES[i], scope))
      return i + 1;
  return -1;
}

const char *
garrison_rights_get_scope_label (const char *scope)
{
  static const char *const labels[] = {
    N_("No right"), N_("Their own"), N_("Their own and their reports’"), N_("Their team’s"),
    N_("Their team’s and those below"), N_("The whole company’s"),
  };
  int reach = garrison_rights_get_reach (scope);

  return reach >= 0 ? _(labels[reach]) : scope;
}

const char *
garrison_rights_get_short_scope_label (const char *scope)
{
  static const char *const labels[] = {
    NC_("scope", "–"), NC_("scope", "Own"), NC_("scope", "Reports"), NC_("scope", "Team"), NC_("scope", "Below"),
    NC_("scope", "All"),
  };
  int reach = garrison_rights_get_reach (scope);

  return reach >= 0 ? g_dpgettext2 (GETTEXT_PACKAGE, "scope", labels[reach]) : scope;
}
