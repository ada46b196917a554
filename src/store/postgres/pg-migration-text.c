/* data/migrations/ in PostgreSQL's words. */
#include <string.h>

#include "store/postgres/pg-schema.h"

/* Copies a quoted text whole. Returns: behind it. */
static const char *
copy_quoted (const char *at, GString *out)
{
  const char *end = strchr (at + 1, '\'');

  end = end == NULL ? at + strlen (at) : end + 1;
  g_string_append_len (out, at, end - at);
  return end;
}

/* What is between quotes or behind "--" must not be taken for words of the language. */
static char *
strip_comments (const char *text)
{
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    {
      if (*text == '\'')
        text = copy_quoted (text, out);
      else if (g_str_has_prefix (text, "--"))
        text += strcspn (text, "\n");
      else
        g_string_append_c (out, *text++);
    }
  return g_string_free (out, FALSE);
}

static char *
replace (char *text, GRegex *regex, const char *by)
{
  char *replaced = g_regex_replace_literal (regex, text, -1, 0, by, 0, NULL);

  g_free (text);
  return replaced;
}

char *
garrison_pg_translate_migration (const char *text)
{
  /* Order and comparison of texts are those of their octets, as SQLite's BINARY. */
  static const struct
  {
    const char *pattern;
    const char *by;
  } words[] = {
    { "\\bINTEGER\\b", "bigint" },
    { "\\bTEXT\\b", "text COLLATE \"C\"" },
    { "\\)\\s*STRICT(\\s*,\\s*WITHOUT\\s+ROWID)?\\s*;", ");" },
    { "\\n(\\s*\\n)+", "\n" },
  };
  char *out;

  g_return_val_if_fail (text != NULL, NULL);

  out = strip_comments (text);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (words[i].pattern, 0, 0, NULL);

      out = replace (out, regex, words[i].by);
    }
  return out;
}
