#include "model/span-kind.h"

static const char *const NAMES[GARRISON_SPAN_N_KINDS]
  = { "call",    "visit", "mail", "message", "letter", "quote", "service", "note",
      "payment", "won",   "lost", "todo",    "other" };

const char *
garrison_span_kind_name (GarrisonSpanKind kind)
{
  g_return_val_if_fail (kind < GARRISON_SPAN_N_KINDS, "other");
  return NAMES[kind];
}

GarrisonSpanKind
garrison_span_kind_find (const char *name)
{
  for (guint i = 0; i < GARRISON_SPAN_OTHER; i++)
    if (g_strcmp0 (name, NAMES[i]) == 0)
      return i;
  return GARRISON_SPAN_OTHER;
}

char *
garrison_span_kinds_list (guint kinds)
{
  GString *list = g_string_new (",");

  for (guint i = 0; i < GARRISON_SPAN_N_KINDS; i++)
    if (kinds & (1u << i))
      g_string_append_printf (list, "%s,", NAMES[i]);
  return g_string_free (list, FALSE);
}
