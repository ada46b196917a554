/* Logins, and who reports to whom, in a file of people. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/pinyin.h"
#include "base/text.h"
#include "exchange/import-private.h"

/* "moses.frase" of Moses Frase, "zhangwei" of 张伟; "person" of what has no letters. */
static char *
plain_login (const char *name)
{
  g_autofree char *folded = garrison_text_fold (name);
  GString *login = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *syllable = c >= 0x80 ? garrison_pinyin_syllable (c, NULL) : NULL;

      if (c < 0x80 && g_ascii_isalnum (c))
        g_string_append_c (login, c);
      else if (syllable != NULL)
        g_string_append (login, syllable);
      else if (login->len > 0 && login->str[login->len - 1] != '.')
        g_string_append_c (login, '.');
    }
  while (login->len > 0 && login->str[login->len - 1] == '.')
    g_string_truncate (login, login->len - 1);
  if (login->len == 0)
    g_string_append (login, "person");
  return g_string_free (login, FALSE);
}

static char *
free_login (GarrisonImport *self, const char *name, const char *email)
{
  const char *at = email != NULL ? strchr (email, '@') : NULL;
  g_autofree char *from
    = at != NULL && at > email ? g_strndup (email, at - email) : g_strdup (name);
  g_autofree char *plain = plain_login (from);
  char *login = g_strdup (plain);

  for (guint n = 2; g_hash_table_contains (self->logins, login); n++)
    {
      g_free (login);
      login = g_strdup_printf ("%s%u", plain, n);
    }
  return login;
}

static void
note_manager (GarrisonImport *self, GarrisonImportRecord *record)
{
  const char *manager = record->texts[garrison_import_field_index (self, "manager")];
  const char *team = record->texts[garrison_import_field_index (self, "team")];
  char *folded;

  if (manager == NULL)
    return;
  folded = garrison_text_fold (manager);
  if (!g_hash_table_contains (self->managers, folded))
    {
      g_hash_table_insert (self->manager_teams, g_strdup (folded), g_strdup (team));
      g_hash_table_insert (self->managers, g_steal_pointer (&folded), g_strdup (manager));
    }
  g_free (folded);
}

static gboolean
refuse_twin (GarrisonImport *self, GarrisonImportRecord *record, gboolean in_file)
{
  record->reason = g_strdup (garrison_import_twin_reason ("duplicate-login", in_file));
  if (in_file)
    self->report.n_duplicates_in_file++;
  else
    self->report.n_duplicates++;
  return FALSE;
}

/* The logins of the plan hold in the commit. */
static void
keep_login (GarrisonImport *self, guint32 row, const char *login)
{
  if (self->row_logins->len <= row)
    g_ptr_array_set_size (self->row_logins, row + 1);
  g_free (self->row_logins->pdata[row]);
  self->row_logins->pdata[row] = g_strdup (login);
}

gboolean
garrison_import_finish_person (GarrisonImport *self, GarrisonImportRecord *record)
{
  int login = garrison_import_field_index (self, "login");
  int role = garrison_import_field_index (self, "role");
  const char *name = record->texts[garrison_import_field_index (self, "name")];
  const char *email = record->texts[garrison_import_field_index (self, "email")];
  const char *kept
    = record->row < self->row_logins->len ? self->row_logins->pdata[record->row] : NULL;
  g_autofree char *folded = garrison_text_fold (name);
  g_autofree char *made = NULL;
  gboolean given = record->texts[login] != NULL;

  if (record->values[role].kind == GARRISON_VALUE_NULL)
    garrison_import_record_set_text (record, role, "salesperson");
  if (self->planned)
    {
      if (kept == NULL)
        return refuse_twin (self, record, g_hash_table_contains (self->file_people, folded));
      garrison_import_record_set_text (record, login, kept);
      return TRUE;
    }
  if (given ? garrison_import_names_find (self->names, "person", record->texts[login], NULL) != 0
            : garrison_import_names_find (self->names, "person", name, NULL) != 0)
    return refuse_twin (self, record, FALSE);
  if (given ? g_hash_table_contains (self->logins, record->texts[login])
            : email == NULL && g_hash_table_contains (self->file_people, folded))
    return refuse_twin (self, record, TRUE);
  made = given ? g_strdup (record->texts[login]) : free_login (self, name, email);
  garrison_import_record_set_text (record, login, made);
  keep_login (self, record->row, made);
  if (!g_hash_table_contains (self->file_people, folded))
    g_hash_table_insert (self->file_people, g_strdup (folded), g_strdup (made));
  g_hash_table_add (self->logins, g_steal_pointer (&made));
  note_manager (self, record);
  return TRUE;
}

void
garrison_import_finish_people (GarrisonImport *self)
{
  GHashTableIter iter;
  gpointer folded, name;

  g_hash_table_iter_init (&iter, self->managers);
  while (g_hash_table_iter_next (&iter, &folded, &name))
    {
      GarrisonImportMade *made;
      char *login;

      if (garrison_import_names_find (self->names, "person", name, NULL) != 0
          || g_hash_table_contains (self->file_people, folded))
        continue;
      login = free_login (self, name, NULL);
      g_hash_table_add (self->logins, g_strdup (login));
      g_hash_table_insert (self->file_people, g_strdup (folded), login);
      g_ptr_array_add (self->file_managers, g_strdup (name));
      made = g_new0 (GarrisonImportMade, 1);
      made->name = g_strdup (name);
      made->public = (GarrisonImportEntry){ "person", made->name, 1 };
      g_ptr_array_add (self->made, made);
    }
}

const char *
garrison_import_find_login (GarrisonImport *self, const char *name)
{
  g_autofree char *folded = garrison_text_fold (name);

  return g_hash_table_lookup (self->file_people, folded);
}
