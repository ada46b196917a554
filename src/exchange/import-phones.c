/* Whose the telephone numbers of a file are. Only the store knows them, and answers for whole numbers; asking once a
 * row would take longer than all the rest, so many are asked for at once before the rows are planned. */
#include "base/phone.h"
#include "exchange/import-private.h"

#define KEYS_AT_ONCE 64

typedef struct
{
  GarrisonImport *import;
  GPtrArray *keys; /* of this batch */
  char *sql;
  GCancellable *cancellable;
} Asking;

/* One SELECT a key: which of them it was, and whose it is. */
static char *
write_question (void)
{
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < KEYS_AT_ONCE; i++)
    g_string_append_printf (sql, "%sSELECT %u, c.id FROM customer c WHERE c.id IN @phone(key%u) AND c.merged_into IS NULL",
                            i == 0 ? "" : " UNION ALL ", i, i);
  return g_string_free (sql, FALSE);
}

static gboolean
take_owner (GarrisonRow *row, gpointer data)
{
  Asking *asking = data;
  const char *key = asking->keys->pdata[garrison_row_get_int (row, 0)];

  if (garrison_customer_keys_find (asking->import->keys, GARRISON_CUSTOMER_KEY_PHONE, key) == 0)
    garrison_customer_keys_add (asking->import->keys, GARRISON_CUSTOMER_KEY_PHONE, key, garrison_row_get_int (row, 1));
  return TRUE;
}

static gboolean
ask (Asking *asking, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  gboolean done;

  if (asking->keys->len == 0)
    return TRUE;
  while (asking->keys->len < KEYS_AT_ONCE)
    g_ptr_array_add (asking->keys, g_strdup (asking->keys->pdata[0]));
  for (guint i = 0; i < KEYS_AT_ONCE; i++)
    {
      char name[16];

      g_snprintf (name, sizeof name, "key%u", i);
      garrison_args_set_text (args, name, asking->keys->pdata[i]);
    }
  done = garrison_store_scan (asking->import->store, asking->sql, args, take_owner, asking, asking->cancellable, error);
  g_ptr_array_set_size (asking->keys, 0);
  return done;
}

static int
phone_column (GarrisonImport *self)
{
  for (guint c = 0; c < self->n_columns; c++)
    if (self->field_of[c] >= 0 && self->field_of[c] == garrison_import_field_index (self, "phone"))
      return (int)c;
  return -1;
}

static gboolean
ask_for_rows (Asking *asking, GarrisonImportPass *pass, guint column, GError **error)
{
  GError *local = NULL;
  GarrisonCsvRow row;

  while (garrison_import_pass_row (pass, &row, &local))
    {
      char *key = column < row.n_fields ? garrison_phone_key (row.fields[column].text) : NULL;

      if (key == NULL || *key == '\0')
        g_free (key);
      else
        g_ptr_array_add (asking->keys, key);
      if (asking->keys->len == KEYS_AT_ONCE && !ask (asking, error))
        return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return ask (asking, error);
}

gboolean
garrison_import_load_phones (GarrisonImport *self, GCancellable *cancellable, GError **error)
{
  int column = phone_column (self);
  g_autoptr (GPtrArray) keys = NULL;
  g_autofree char *sql = NULL;
  GarrisonImportPass pass;
  Asking asking;
  gboolean done;

  if (self->kind != GARRISON_EXCHANGE_CUSTOMERS || (self->flags & GARRISON_IMPORT_SAME_PHONE) || column < 0)
    return TRUE;
  if (!garrison_import_pass_begin (self, &pass, cancellable, error))
    return FALSE;
  keys = g_ptr_array_new_with_free_func (g_free);
  sql = write_question ();
  asking = (Asking){ self, keys, sql, cancellable };
  done = ask_for_rows (&asking, &pass, (guint)column, error);
  garrison_import_pass_end (&pass);
  return done;
}
