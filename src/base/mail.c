#include "base/mail.h"

#include <string.h>

#include "base/text.h"

#define LONGEST 254

/* Sorted. Regional forms of the big ones are found by their first label (yahoo.co.jp). */
static const char *const free_domains[] = {
  "126.com",        "139.com",      "163.com",        "163.net",        "188.com",
  "189.cn",         "21cn.com",     "263.net",        "aliyun.com",     "aol.com",
  "btinternet.com", "comcast.net",  "daum.net",       "email.cz",       "fastmail.com",
  "foxmail.com",    "free.fr",      "gmail.com",      "gmx.at",         "gmx.ch",
  "gmx.com",        "gmx.de",       "gmx.net",        "googlemail.com", "hanmail.net",
  "hushmail.com",   "icloud.com",   "inbox.ru",       "laposte.net",    "libero.it",
  "list.ru",        "live.cn",      "live.com",       "mac.com",        "mail.com",
  "mail.ru",        "me.com",       "msn.com",        "naver.com",      "o2.pl",
  "online.de",      "orange.fr",    "outlook.com",    "pm.me",          "proton.me",
  "protonmail.com", "qq.com",       "rediffmail.com", "rocketmail.com", "seznam.cz",
  "sina.cn",        "sina.com",     "sina.com.cn",    "sohu.com",       "t-online.de",
  "tom.com",        "tutanota.com", "verizon.net",    "virgilio.it",    "wanadoo.fr",
  "web.de",         "wo.cn",        "wp.pl",          "yandex.com",     "yandex.ru",
  "yeah.net",       "ymail.com",    "zoho.com",       NULL,
};
#define N_FREE_DOMAINS (G_N_ELEMENTS (free_domains) - 1)
/* Nobody's (RFC 2606). */
static const char *const example_domains[] = { "example.com", "example.net", "example.org", "example", "invalid", "test", NULL };
static const char *const free_families[] = { "hotmail.", "live.", "outlook.", "yahoo." };

static gboolean
is_label_byte (guchar c)
{
  return g_ascii_isalnum ((char) c) || c == '-' || c >= 0x80;
}

/* At least two labels of 1 to 63 bytes, no hyphen at a label's end, the last one not a number. */
static gboolean
is_domain (const char *domain)
{
  int labels = 0;
  gboolean numeric = FALSE;
  for (const char *p = domain;; p++)
    {
      const char *start = p;
      numeric = TRUE;
      for (; is_label_byte ((guchar) *p); p++)
        numeric &= g_ascii_isdigit (*p);
      if (p == start || p - start > 63 || *start == '-' || p[-1] == '-')
        return FALSE;
      labels++;
      if (*p == '\0')
        return labels >= 2 && !numeric;
      if (*p != '.')
        return FALSE;
    }
}

static gboolean
is_local_part (const char *start, const char *end)
{
  if (start == end || end - start > 64 || *start == '.' || end[-1] == '.')
    return FALSE;
  for (const char *p = start; p < end; p++)
    {
      guchar c = (guchar) *p;
      if (c <= 0x20 || c == 0x7f || strchr ("()<>[]:;,\\\"", c) != NULL
          || (c == '.' && p[1] == '.'))
        return FALSE;
    }
  return TRUE;
}

gboolean
garrison_mail_never_has (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
}

gboolean
garrison_mail_is_valid (const char *address)
{
  if (address == NULL || strlen (address) > LONGEST || !g_utf8_validate (address, -1, NULL))
    return FALSE;
  for (const char *p = address; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (garrison_mail_never_has (c))
        return FALSE;
    }
  const char *at = strchr (address, '@');
  return at != NULL && is_local_part (address, at) && is_domain (at + 1);
}

char *
garrison_mail_key (const char *address)
{
  if (address == NULL)
    return NULL;
  /* Most addresses are plain: printable ASCII without blanks, which the rest would leave as it is. */
  const char *p = address;
  while (*p > ' ' && *p < 0x7f && *p != '<')
    p++;
  if (*p == '\0')
    {
      g_autofree char *lower = g_ascii_strdown (address, -1);
      return garrison_mail_is_valid (lower) ? g_steal_pointer (&lower) : NULL;
    }
  const char *open = strrchr (address, '<');
  const char *close = open != NULL ? strchr (open, '>') : NULL;
  g_autofree char *bare
    = close != NULL ? g_strndup (open + 1, close - open - 1) : g_strdup (address);
  g_autofree char *wide = garrison_text_clean (bare, -1);
  /* Full width, as Chinese input methods leave it; accents are part of an address. */
  g_autofree char *normal = g_utf8_normalize (wide, -1, G_NORMALIZE_NFKC);
  g_autofree char *key = normal != NULL ? g_utf8_strdown (normal, -1) : NULL;
  return garrison_mail_is_valid (key) ? g_steal_pointer (&key) : NULL;
}

char *
garrison_mail_domain (const char *address)
{
  g_autofree char *key = garrison_mail_key (address);
  return key != NULL ? g_strdup (strchr (key, '@') + 1) : NULL;
}

static int
compare_domains (gconstpointer a, gconstpointer b)
{
  return strcmp (a, *(const char *const *) b);
}

/* "jp", "co.jp", "com.br": what may follow a provider's name; not "acme.com". */
static gboolean
is_public_ending (const char *ending)
{
  if (g_str_has_prefix (ending, "co.") || g_str_has_prefix (ending, "com."))
    ending = strchr (ending, '.') + 1;
  return strchr (ending, '.') == NULL && *ending != '\0';
}

static gboolean
is_free (const char *domain)
{
  for (gsize i = 0; i < G_N_ELEMENTS (free_families); i++)
    if (g_str_has_prefix (domain, free_families[i])
        && is_public_ending (domain + strlen (free_families[i])))
      return TRUE;
  return bsearch (domain, free_domains, N_FREE_DOMAINS, sizeof free_domains[0],
                  compare_domains)
      != NULL;
}

gboolean
garrison_mail_domain_is_free (const char *domain)
{
  if (domain == NULL)
    return FALSE;
  g_autofree char *lower = g_ascii_strdown (domain, -1);
  for (const char *p = lower; p != NULL; p = strchr (p, '.'), p += p != NULL)
    if (is_free (p))
      return TRUE;
  return FALSE;
}

const char *const *
garrison_mail_free_domains (void)
{
  return free_domains;
}

char *
garrison_mail_company_domain (const char *address)
{
  g_autofree char *domain = garrison_mail_domain (address);
  if (domain == NULL || garrison_mail_domain_is_free (domain))
    return NULL;
  for (const char *p = domain; p != NULL; p = strchr (p, '.'), p += p != NULL)
    if (g_strv_contains (example_domains, p))
      return NULL;
  return g_steal_pointer (&domain);
}
