#define _GNU_SOURCE
#include "lossy-line.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>

#define TICK_US 20000

struct _LossyLine
{
  char *path;   /* of the socket */
  char *server; /* of the server's */
  GSocket *listener;
  GThread *thread;
  GMutex mutex;
  GPtrArray *threads; /* one a connection */
  gboolean is_up, is_ending;
  char *word; /* (nullable) */
  guint n_to_lose, n_lost;
};

typedef struct
{
  LossyLine *line;
  GSocket *client, *server;
  gboolean is_losing;
} Pair;

static GSocket *
make_socket (void)
{
  g_autoptr (GError) error = NULL;
  GSocket *made = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, &error);

  g_assert_no_error (error);
  return made;
}

static gboolean
is_up (LossyLine *line)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&line->mutex);

  return line->is_up && !line->is_ending;
}

/* Whether the answer to this shall not arrive. */
static gboolean
is_to_be_lost (LossyLine *line, const char *data, gsize n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&line->mutex);

  return line->n_to_lose > 0 && memmem (data, n, line->word, strlen (line->word)) != NULL;
}

static void
count_loss (LossyLine *line)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&line->mutex);

  line->n_to_lose--;
  line->n_lost++;
}

/* Passes on what has come. Returns: FALSE at the end. */
static gboolean
pass (Pair *pair, GSocket *from, GSocket *to)
{
  char data[16384];
  gssize n = g_socket_receive (from, data, sizeof data, NULL, NULL), done = 0;

  if (n <= 0)
    return FALSE;
  if (from == pair->server && pair->is_losing)
    {
      count_loss (pair->line);
      return FALSE;
    }
  if (from == pair->client && is_to_be_lost (pair->line, data, n))
    pair->is_losing = TRUE;
  while (done < n)
    {
      gssize sent = g_socket_send (to, data + done, n - done, NULL, NULL);

      if (sent <= 0)
        return FALSE;
      done += sent;
    }
  return TRUE;
}

static gboolean
is_ready (GSocket *socket)
{
  return (g_socket_condition_check (socket, G_IO_IN | G_IO_HUP | G_IO_ERR)) != 0;
}

static gpointer
run_pair (gpointer data)
{
  Pair *pair = data;
  gboolean goes_on = TRUE;

  while (goes_on && is_up (pair->line))
    {
      GPollFD fds[2] = { { g_socket_get_fd (pair->client), G_IO_IN, 0 }, { g_socket_get_fd (pair->server), G_IO_IN, 0 } };

      g_poll (fds, 2, TICK_US / 1000);
      if (is_ready (pair->client))
        goes_on = pass (pair, pair->client, pair->server);
      if (goes_on && is_ready (pair->server))
        goes_on = pass (pair, pair->server, pair->client);
    }
  g_socket_close (pair->client, NULL);
  g_socket_close (pair->server, NULL);
  g_object_unref (pair->client);
  g_object_unref (pair->server);
  g_free (pair);
  return NULL;
}

static void
connect_through (LossyLine *line, GSocket *client)
{
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (line->server);
  g_autoptr (GSocket) server = make_socket ();
  Pair *pair;

  if (!is_up (line) || !g_socket_connect (server, address, NULL, NULL))
    {
      g_socket_close (client, NULL);
      g_object_unref (client);
      return;
    }
  pair = g_new0 (Pair, 1);
  pair->line = line;
  pair->client = client;
  pair->server = g_steal_pointer (&server);
  g_ptr_array_add (line->threads, g_thread_new ("line", run_pair, pair));
}

static gpointer
accept_all (gpointer data)
{
  LossyLine *line = data;

  while (TRUE)
    {
      GSocket *client;
      gboolean is_ending;

      g_socket_condition_timed_wait (line->listener, G_IO_IN, TICK_US, NULL, NULL);
      g_mutex_lock (&line->mutex);
      is_ending = line->is_ending;
      g_mutex_unlock (&line->mutex);
      if (is_ending)
        return NULL;
      if (is_ready (line->listener) && (client = g_socket_accept (line->listener, NULL, NULL)) != NULL)
        connect_through (line, client);
    }
}

LossyLine *
lossy_line_new (const char *folder, const char *server)
{
  LossyLine *line = g_new0 (LossyLine, 1);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&line->mutex);
  line->path = g_build_filename (folder, ".s.PGSQL.5432", NULL);
  line->server = g_build_filename (server, ".s.PGSQL.5432", NULL);
  line->threads = g_ptr_array_new ();
  line->is_up = TRUE;
  line->listener = make_socket ();
  address = g_unix_socket_address_new (line->path);
  g_socket_bind (line->listener, address, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (line->listener, &error);
  g_assert_no_error (error);
  line->thread = g_thread_new ("lossy-line", accept_all, line);
  return line;
}

void
lossy_line_free (LossyLine *line)
{
  g_mutex_lock (&line->mutex);
  line->is_ending = TRUE;
  g_mutex_unlock (&line->mutex);
  g_thread_join (line->thread);
  for (guint i = 0; i < line->threads->len; i++)
    g_thread_join (g_ptr_array_index (line->threads, i));
  g_ptr_array_unref (line->threads);
  g_socket_close (line->listener, NULL);
  g_object_unref (line->listener);
  g_unlink (line->path);
  g_mutex_clear (&line->mutex);
  g_free (line->path);
  g_free (line->server);
  g_free (line->word);
  g_free (line);
}

void
lossy_line_set_up (LossyLine *line, gboolean up)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&line->mutex);

  line->is_up = up;
}

void
lossy_line_lose_answers (LossyLine *line, const char *word, guint n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&line->mutex);

  g_free (line->word);
  line->word = g_strdup (word);
  line->n_to_lose = n;
}

guint
lossy_line_get_n_lost (LossyLine *line)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&line->mutex);

  return line->n_lost;
}
