#include "store/refusal.h"

#include "base/error.h"

/* Keys that no column of a refusing SELECT can have, so that details never shadow them. */
#define KEY_NAME "refusal:name"
#define KEY_ACT "refusal:act"

GError *
garrison_refusal_new (const char *act, const char *name)
{
  GError *error;

  g_return_val_if_fail (act != NULL && name != NULL, NULL);

  error = g_error_new (GARRISON_ERROR, GARRISON_ERROR_REFUSED, "%s: refused by %s", name, act);
  garrison_error_set_detail (error, KEY_NAME, name);
  garrison_error_set_detail (error, KEY_ACT, act);
  return error;
}

void
garrison_refusal_set_detail (GError *error, const char *key, const char *value)
{
  g_return_if_fail (garrison_error_is_refusal (error, NULL));
  g_return_if_fail (key != NULL && !g_str_has_prefix (key, "refusal:"));

  garrison_error_set_detail (error, key, value);
}

gboolean
garrison_error_is_refusal (const GError *error, const char *name_or_null)
{
  const char *name = garrison_refusal_get_name (error);

  return name != NULL && (name_or_null == NULL || g_str_equal (name, name_or_null));
}

const char *
garrison_refusal_get_name (const GError *error)
{
  if (!g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_REFUSED))
    return NULL;
  return garrison_error_get_detail (error, KEY_NAME);
}

const char *
garrison_refusal_get_act (const GError *error)
{
  return garrison_refusal_get_name (error) == NULL ? NULL
                                                   : garrison_error_get_detail (error, KEY_ACT);
}

const char *
garrison_refusal_get_detail (const GError *error, const char *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  return garrison_refusal_get_name (error) == NULL ? NULL : garrison_error_get_detail (error, key);
}
