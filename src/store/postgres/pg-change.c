#include "store/postgres/pg-change.h"

#include <string.h>

#include "store/act-file.h"
#include "store/change-private.h"

#define PAYLOAD_MAX 8000 /* octets: what the server lets through */

static void
add_written (GHashTable *known, const GPtrArray *steps)
{
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const GarrisonActStep *step = g_ptr_array_index (steps, i);

      if (step->kind == GARRISON_ACT_DO)
        g_hash_table_add (known, (gpointer) g_intern_string (step->relation));
      add_written (known, step->steps);
    }
}

/* What acts write; (element-type utf8): a set, for as long as the program runs. */
static GHashTable *
get_known (void)
{
  static gsize once;
  static GHashTable *known;

  if (g_once_init_enter (&once))
    {
      g_auto (GStrv) names = garrison_act_file_list ();

      known = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; names[i] != NULL; i++)
        {
          const GarrisonActFile *file = garrison_act_file_find (names[i]);
          add_written (known, file->steps);
          add_written (known, file->undo);
        }
      g_hash_table_add (known, (gpointer) "timeline");
      g_hash_table_add (known, (gpointer) "customer");
      g_hash_table_add (known, (gpointer) "act");
      g_once_init_leave (&once, 1);
    }
  return known;
}

/* Digits alone, a positive number, ended by @end or the text's end; @p is moved to the end. */
static gboolean
take_id (const char **p, gint64 *id)
{
  const char *start = *p;
  gint64 value = 0;

  for (; g_ascii_isdigit (**p); ++*p)
    {
      int digit = **p - '0';
      if (value > (G_MAXINT64 - digit) / 10)
        return FALSE;
      value = value * 10 + digit;
    }
  *id = value;
  return *p > start && value > 0;
}

static gboolean
add_relations (GarrisonChange *change, const char *relations)
{
  g_auto (GStrv) names = g_strsplit (relations, ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!g_hash_table_contains (get_known (), names[i]))
        return FALSE;
      garrison_change_add_relation (change, names[i]);
    }
  return names[0] != NULL;
}

static gboolean
add_customers (GarrisonChange *change, const char *p)
{
  gint64 id;

  if (g_str_equal (p, "*"))
    {
      garrison_change_add_all_customers (change);
      return TRUE;
    }
  while (*p != '\0')
    {
      if (!take_id (&p, &id) || (*p != ',' && *p != '\0') || (*p == ',' && p[1] == '\0'))
        return FALSE;
      garrison_change_add_customer (change, id);
      if (*p == ',')
        p++;
    }
  return TRUE;
}

gboolean
garrison_pg_change_add (GarrisonChange *change, const char *relations, const char *customers)
{
  g_return_val_if_fail (change != NULL && relations != NULL && customers != NULL, FALSE);

  return add_relations (change, relations) && add_customers (change, customers);
}

GarrisonChange *
garrison_pg_change_parse (const char *payload)
{
  g_autoptr (GarrisonChange) change = NULL;
  g_auto (GStrv) words = NULL;
  const char *p = payload;
  gint64 act;

  g_return_val_if_fail (payload != NULL, NULL);

  if (strnlen (payload, PAYLOAD_MAX + 1) > PAYLOAD_MAX || !take_id (&p, &act) || *p != ' ')
    return NULL;
  words = g_strsplit (p + 1, " ", -1);
  if (g_strv_length (words) != 2)
    return NULL;
  change = garrison_change_new ("", act);
  return garrison_pg_change_add (change, words[0], words[1]) ? g_steal_pointer (&change) : NULL;
}
