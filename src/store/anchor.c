#include "store/anchor.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

static char *
make_path (const char *uri)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);

  return g_build_filename (g_get_user_state_dir (), "garrison", "anchors", digest, NULL);
}

gboolean
garrison_anchor_load (const char *uri, GarrisonAnchor *anchor)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (uri != NULL && anchor != NULL, FALSE);

  path = make_path (uri);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  words = g_strsplit (g_strchomp (text), " ", -1);
  if (g_strv_length (words) != 3 || strlen (words[2]) >= sizeof anchor->hash)
    return FALSE;
  anchor->epoch = g_ascii_strtoll (words[0], NULL, 10);
  anchor->act = g_ascii_strtoll (words[1], NULL, 10);
  g_strlcpy (anchor->hash, words[2], sizeof anchor->hash);
  return TRUE;
}

void
garrison_anchor_keep (const char *uri, const GarrisonAnchor *anchor)
{
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (uri != NULL && anchor != NULL);

  path = make_path (uri);
  folder = g_path_get_dirname (path);
  text = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s\n", anchor->epoch, anchor->act, anchor->hash);
  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
    g_info ("The end of the chain was not noted down");
}
