#include "base/permit.h"

/* Of a name in the mark. */
#define LONGEST_NAME 60

struct _GarrisonPermit
{
  gatomicrefcount refs;
  char *kind, *what, *name, *login, *company, *mark;
  gint64 n, release, at;
};

G_DEFINE_BOXED_TYPE (GarrisonPermit, garrison_permit, garrison_permit_ref, garrison_permit_unref)

static char *
shorten (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);

  g_strdelimit (valid, "\n\r\t", ' ');
  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), LONGEST_NAME));
}

char *
garrison_permit_mark_text (const char *name, const char *login, gint64 at, GTimeZone *zone, gint64 release)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *time = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : NULL;
  g_autofree char *who = shorten (name), *sign = shorten (login);
  g_autoptr (GString) text = g_string_new (who);

  if (*sign != '\0' && !g_str_equal (who, sign))
    g_string_append_printf (text, text->len > 0 ? " (%s)" : "%s", sign);
  g_string_append_printf (text, " · %s", time != NULL ? time : "");
  if (release > 0)
    g_string_append_printf (text, " · #%" G_GINT64_FORMAT, release);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

GarrisonPermit *
garrison_permit_new (const GarrisonPermitFacts *facts)
{
  GarrisonPermit *self;

  g_return_val_if_fail (facts != NULL && facts->kind != NULL && facts->zone != NULL, NULL);
  g_return_val_if_fail (facts->release > 0, NULL);

  self = g_new0 (GarrisonPermit, 1);
  g_atomic_ref_count_init (&self->refs);
  self->kind = g_strdup (facts->kind);
  self->what = g_strdup (facts->what);
  self->name = g_strdup (facts->name);
  self->login = g_strdup (facts->login);
  self->company = g_strdup (facts->company);
  self->n = facts->n;
  self->release = facts->release;
  self->at = facts->at;
  self->mark = garrison_permit_mark_text (facts->name, facts->login, facts->at, facts->zone, facts->release);
  return self;
}

GarrisonPermit *
garrison_permit_ref (GarrisonPermit *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
garrison_permit_unref (GarrisonPermit *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->kind);
  g_free (self->what);
  g_free (self->name);
  g_free (self->login);
  g_free (self->company);
  g_free (self->mark);
  g_free (self);
}

gboolean
garrison_permit_allows (GarrisonPermit *self, const char *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);
  return self != NULL && g_str_equal (self->kind, kind);
}

gint64
garrison_permit_get_n (GarrisonPermit *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n;
}

gint64
garrison_permit_get_release (GarrisonPermit *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->release;
}

const char *
garrison_permit_get_name (GarrisonPermit *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->name;
}

const char *
garrison_permit_get_login (GarrisonPermit *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->login;
}

const char *
garrison_permit_get_company (GarrisonPermit *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->company;
}

gint64
garrison_permit_get_at (GarrisonPermit *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->at;
}

const char *
garrison_permit_get_mark (GarrisonPermit *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->mark;
}
