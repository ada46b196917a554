#include "ctl/ctl.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "model/sentence.h"

char *
garrison_ctl_default_uri (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "garrison", "company.garrison", NULL);

  return g_strconcat ("sqlite:", path, NULL);
}

int
garrison_ctl_fail (const GError *error)
{
  g_autofree char *sentence = garrison_sentence_for_error (error);

  return garrison_ctl_fail_text ("%s", sentence);
}

int
garrison_ctl_fail_text (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_strdelimit (text, "\n\r", ' ');
  fprintf (stderr, "garrisonctl: %s\n", text);
  return GARRISON_CTL_FAILED;
}

int
garrison_ctl_usage (const char *command)
{
  for (const GarrisonCtlCommand *c = garrison_ctl_commands; c->name != NULL; c++)
    if (g_str_equal (c->name, command))
      fprintf (stderr, "%s garrisonctl %s %s\n", _("Usage:"), c->name, c->usage);
  return GARRISON_CTL_USAGE;
}

gboolean
garrison_ctl_parse (const char *command, const GOptionEntry *entries, int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_help_enabled (context, FALSE);
  if (g_option_context_parse (context, argc, argv, &error))
    {
      /* What stands behind "--" is kept as it is. */
      if (*argc > 1 && g_str_equal ((*argv)[1], "--"))
        {
          memmove (&(*argv)[1], &(*argv)[2], (*argc - 1) * sizeof (char *));
          (*argc)--;
        }
      return TRUE;
    }
  garrison_ctl_fail_text ("%s", error->message);
  garrison_ctl_usage (command);
  return FALSE;
}

/* One line from the terminal, without showing it. */
static char *
ask_hidden (const char *prompt)
{
  struct termios shown, hidden;
  char line[1024];
  gboolean got;

  tcgetattr (STDIN_FILENO, &shown);
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  fputs (prompt, stderr);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  got = fgets (line, sizeof line, stdin) != NULL;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  fputc ('\n', stderr);
  if (!got)
    return g_strdup ("");
  line[strcspn (line, "\n")] = '\0';
  return g_strdup (line);
}

static char *
read_password_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    {
      garrison_ctl_fail_text (_("The password file cannot be read."));
      return NULL;
    }
  text[strcspn (text, "\r\n")] = '\0';
  return text;
}

/* One line that was piped in; nothing piped in is an empty password. */
static char *
read_piped (void)
{
  char line[1024];

  if (fgets (line, sizeof line, stdin) == NULL)
    return g_strdup ("");
  line[strcspn (line, "\r\n")] = '\0';
  return g_strdup (line);
}

char *
garrison_ctl_password (GarrisonCtl *ctl)
{
  if (ctl->password_file != NULL)
    return read_password_file (ctl->password_file);
  return isatty (STDIN_FILENO) ? ask_hidden (_("Password: ")) : read_piped ();
}

char *
garrison_ctl_new_password (const char *file)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (file != NULL)
    first = read_password_file (file);
  else
    first = isatty (STDIN_FILENO) ? ask_hidden (_("Password: ")) : read_piped ();
  if (first == NULL)
    return NULL;
  if (strlen (first) < 8)
    {
      garrison_ctl_fail_text ("%s", _("A password needs at least 8 characters."));
      return NULL;
    }
  if (file == NULL && isatty (STDIN_FILENO))
    second = ask_hidden (_("Password again: "));
  if (second == NULL || g_str_equal (first, second))
    return g_steal_pointer (&first);
  garrison_ctl_fail_text ("%s", _("The passwords differ."));
  return NULL;
}

char *
garrison_ctl_recovery_key (void)
{
  return isatty (STDIN_FILENO) ? ask_hidden (_("Recovery key: ")) : read_piped ();
}

static gboolean
sign_in (GarrisonCtl *ctl, GError **error)
{
  const char *login = ctl->login != NULL ? ctl->login : g_get_user_name ();
  g_autofree char *password = NULL;

  /* A sample has no password; nobody should be asked for one. An encrypted company has one always. */
  if (ctl->password_file == NULL && !garrison_store_is_encrypted (ctl->store) && garrison_store_sign_in (ctl->store, login, "", NULL, NULL))
    return TRUE;
  password = garrison_ctl_password (ctl);
  return password != NULL && garrison_store_sign_in (ctl->store, login, password, NULL, error);
}

gboolean
garrison_ctl_open (GarrisonCtl *ctl)
{
  g_autoptr (GError) error = NULL;

  if (ctl->store == NULL)
    ctl->store = garrison_store_open (ctl->uri, NULL, &error);
  if (ctl->store == NULL || (garrison_store_get_me (ctl->store) == 0 && !sign_in (ctl, &error)))
    {
      if (error != NULL)
        garrison_ctl_fail (error);
      return FALSE;
    }
  if (ctl->directory != NULL)
    return TRUE;
  ctl->directory = garrison_directory_new (ctl->store);
  if (garrison_directory_load (ctl->directory, NULL, &error))
    {
      if (garrison_store_was_set_back (ctl->store))
        garrison_ctl_fail_text ("%s", garrison_sentence_for_set_back ());
      return TRUE;
    }
  garrison_ctl_fail (error);
  return FALSE;
}
