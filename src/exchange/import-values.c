/* Single values of a file: read, looked up, or asked for. */
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/credit-code.h"
#include "base/currency.h"
#include "base/money.h"
#include "base/text.h"
#include "exchange/import-private.h"
#include "store/act-file.h"

#define LONGEST_TEXT 10000
#define MOST_ENTRIES 500
#define MOST_KEPT 20000 /* found values of a field */
#define DAY_SECONDS 86400

static gboolean
refuse (GarrisonImportRecord *record, char *reason)
{
  g_free (record->reason);
  record->reason = reason;
  return FALSE;
}

static gboolean
refuse_value (GarrisonImportRecord *record, const char *format, const char *field, const char *text)
  __attribute__ ((format (printf, 2, 0)));

static gboolean
refuse_value (GarrisonImportRecord *record, const char *format, const char *field, const char *text)
{
  g_autofree char *shown = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 60));

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return refuse (record, g_strdup_printf (format, garrison_exchange_field_label (field), shown));
#pragma GCC diagnostic pop
}

static void
set_int (GarrisonImportRecord *record, guint field, gint64 value)
{
  record->values[field].kind = GARRISON_VALUE_INT;
  record->values[field].integer = value;
}

static void
set_text (GarrisonImportRecord *record, guint field, char *text)
{
  g_free (record->texts[field]);
  record->texts[field] = text;
  record->values[field].kind = *text != '\0' ? GARRISON_VALUE_TEXT : GARRISON_VALUE_NULL;
  record->values[field].text = text;
  record->values[field].length = -1;
}

/* Looking up --------------------------------------------------------------------------------------
 */

char *
garrison_import_answer_key (const char *field, const char *value)
{
  g_autofree char *folded = garrison_text_fold (value);

  return g_strconcat (field, "\n", folded, NULL);
}

void
garrison_import_found_free (gpointer data)
{
  GarrisonImportFound *found = data;

  g_free (found->text);
  g_free (found);
}

static void
ask (GarrisonImport *self,
     guint field,
     const char *value,
     const char *list,
     GarrisonImportFound *found)
{
  GarrisonImportAsked *asked = g_new0 (GarrisonImportAsked, 1);

  asked->value = g_strdup (value);
  asked->suggestion
    = list != NULL ? g_strdup (garrison_import_names_suggest (self->names, list, value)) : NULL;
  asked->public.field = self->fields[field].field;
  asked->public.value = asked->value;
  asked->public.suggestion = asked->suggestion;
  found->asked = asked;
  g_ptr_array_add (self->asked, asked);
}

static guint
count_entries (GarrisonImport *self, const char *list)
{
  guint n = 0;

  for (guint i = 0; i < self->made->len; i++)
    n += g_str_equal (((GarrisonImportMade *)self->made->pdata[i])->public.list, list);
  return n;
}

/* An entry that the import makes; spelled otherwise it is still the same one. */
static GarrisonImportMade *
make_entry (GarrisonImport *self, const char *list, const char *name)
{
  g_autofree char *key = garrison_import_answer_key (list, name);
  GarrisonImportMade *made = g_hash_table_lookup (self->made_by_name, key);

  if (made != NULL || self->planned || count_entries (self, list) >= MOST_ENTRIES)
    return made;
  made = g_new0 (GarrisonImportMade, 1);
  made->name = g_strdup (name);
  made->public.list = list;
  made->public.name = made->name;
  g_ptr_array_add (self->made, made);
  g_hash_table_insert (self->made_by_name, g_steal_pointer (&key), made);
  return made;
}

static void
find_choice (GarrisonImport *self, guint field, const char *text, GarrisonImportFound *found)
{
  const char *list = self->fields[field].list, *name = NULL;

  found->known = garrison_import_names_find (self->names, list, text, &name) != 0;
  if (!found->known && !(self->flags & GARRISON_IMPORT_NO_NEW_ENTRIES))
    {
      found->made = make_entry (self, list, text);
      found->known = found->made != NULL;
      name = found->known ? found->made->name : NULL;
    }
  found->text = g_strdup (name);
}

static const char *
find_activity_kind (const char *text)
{
  static const char *const kinds[][2] = {
    { "call", " call phone phonecall telephone 电话 电话沟通 电话拜访 打电话 通话 去电 来电 " },
    { "visit",
      " visit meeting onsite demo 拜访 上门 上门拜访 面谈 会议 实地拜访 到访 来访 外出拜访 " },
    { "mail", " mail email 邮件 电子邮件 发邮件 " },
    { "message",
      " message sms wechat whatsapp im chat 微信 短信 消息 qq 钉钉 企业微信 在线沟通 微信沟通 " },
    { "letter", " letter post 信件 信函 寄信 " },
    { "quote", " quote quotation proposal 报价 方案 " },
    { "service", " service support 服务 售后 维修 客服 售后服务 " },
    { "note", " note other remark 备注 记录 其他 其它 记事 " },
  };
  g_autofree char *folded = garrison_text_fold (text);
  g_autofree char *padded = g_strdup_printf (" %s ", folded);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strchr (folded, ' ') == NULL && strstr (kinds[i][1], padded) != NULL)
      return kinds[i][0];
  return NULL;
}

static void
find_customer (GarrisonImport *self, const char *text, GarrisonImportFound *found)
{
  g_autofree char *key = garrison_text_name_key (text);

  found->id = garrison_customer_keys_find (self->keys, GARRISON_CUSTOMER_KEY_NAME, key);
  found->known = found->id != 0 && found->id != GARRISON_CUSTOMER_SEVERAL;
}

static void
find_text (GarrisonImport *self, guint field, const char *text, GarrisonImportFound *found)
{
  const char *name = NULL;

  switch (self->fields[field].read)
    {
    case GARRISON_READ_CHOICE:
      find_choice (self, field, text, found);
      return;
    case GARRISON_READ_CUSTOMER:
      find_customer (self, text, found);
      return;
    case GARRISON_READ_ACTIVITY_KIND:
      found->text = g_strdup (find_activity_kind (text));
      found->known = found->text != NULL;
      return;
    case GARRISON_READ_REGION:
    case GARRISON_READ_ROLE:
      found->known
        = garrison_import_names_find (
            self->names, self->fields[field].read == GARRISON_READ_ROLE ? "role" : "region", text,
            &name)
          != 0;
      found->text = g_strdup (name);
      return;
    case GARRISON_READ_PERSON:
    case GARRISON_READ_PRODUCT:
    case GARRISON_READ_STAGE:
      found->id = garrison_import_names_find (
        self->names, garrison_import_list_of (self->fields[field].read), text, NULL);
      found->known = found->id != 0;
      return;
    default: /* a parent that nobody knows */
      return;
    }
}

const char *
garrison_import_list_of (GarrisonRead read)
{
  switch (read)
    {
    case GARRISON_READ_PERSON:
      return "person";
    case GARRISON_READ_PRODUCT:
      return "product";
    case GARRISON_READ_STAGE:
      return "stage";
    case GARRISON_READ_ROLE:
      return "role";
    case GARRISON_READ_REGION:
      return "region";
    default:
      return NULL;
    }
}

GarrisonImportFound *
garrison_import_find (GarrisonImport *self, guint field, const char *text)
{
  GHashTable *all = self->found[field];
  GarrisonImportFound *found = g_hash_table_lookup (all, text);
  g_autofree char *key = NULL;
  const char *answer;

  if (found != NULL)
    return found;
  found = g_new0 (GarrisonImportFound, 1);
  key = garrison_import_answer_key (self->fields[field].field, text);
  answer = g_hash_table_lookup (self->answers, key);
  if (answer != NULL && *answer == '\0')
    found->known = found->empty = TRUE;
  else if (answer != NULL || *text != '\0')
    find_text (self, field, answer != NULL ? answer : text, found);
  if (!found->known)
    {
      const char *list = self->fields[field].list;

      ask (self, field, text,
           list != NULL ? list : garrison_import_list_of (self->fields[field].read), found);
    }
  /* Names of customers may all differ: those that are known are quickly found again. */
  if (g_hash_table_size (all) >= MOST_KEPT && found->known)
    {
      GHashTableIter iter;
      gpointer value;

      g_hash_table_iter_init (&iter, all);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        if (((GarrisonImportFound *)value)->known)
          g_hash_table_iter_remove (&iter);
    }
  g_hash_table_insert (all, g_strdup (text), found);
  return found;
}

static gboolean
take_found (GarrisonImport *self, guint field, const char *text, GarrisonImportRecord *record)
{
  GarrisonImportFound *found = garrison_import_find (self, field, text);
  const char *name = self->fields[field].field;

  if (found->asked != NULL)
    {
      if (found->asked->public.n_rows++ == 0)
        found->asked->public.line = record->line;
      if (*text == '\0')
        return refuse (record,
                       g_strdup_printf (_ ("%s is missing"), garrison_exchange_field_label (name)));
      if (found->id == GARRISON_CUSTOMER_SEVERAL)
        return refuse_value (record, _ ("%s: several are called “%s”"), name, text);
      if (found->asked->suggestion != NULL)
        return refuse (record, g_strdup_printf (_ ("%s: “%s” is not known, it looks like “%s”"),
                                                garrison_exchange_field_label (name), text,
                                                found->asked->suggestion));
      return refuse_value (record, _ ("%s: “%s” is not known"), name, text);
    }
  if (found->empty)
    return TRUE;
  if (found->made != NULL)
    found->made->public.n_rows++;
  if (found->text != NULL)
    set_text (record, field, g_strdup (found->text));
  else
    set_int (record, field, found->id);
  return TRUE;
}

/* Reading -----------------------------------------------------------------------------------------
 */

/* Whether garrison_text_clean () would change nothing and a name may look like that: printable
 * ASCII and Chinese, no blanks at the ends or in runs. Most values are so, and quickly told. */
static gboolean
is_plain (const char *text)
{
  guchar last = ' ';

  for (const guchar *p = (const guchar *)text; *p != '\0'; p++)
    {
      if (*p < 0x20 || *p == 0x7f || (*p == ' ' && last == ' '))
        return FALSE;
      if (*p >= 0x80)
        {
          if (*p < 0xe4 || *p > 0xe9)
            return FALSE;
          p += 2;
        }
      last = *p;
    }
  return last != ' ';
}

/* The time of day that stands in @text, in seconds; 0 when there is none. */
static int
find_clock (const char *text)
{
  for (const char *colon = strchr (text, ':'); colon != NULL; colon = strchr (colon + 1, ':'))
    {
      int hour = 0, minute = 0, second = 0;
      const char *from = colon;

      while (from > text && g_ascii_isdigit (from[-1]) && colon - from < 2)
        from--;
      if (from == colon || !g_ascii_isdigit (colon[1]) || !g_ascii_isdigit (colon[2]))
        continue;
      hour = atoi (from);
      minute = atoi (colon + 1);
      if (colon[3] == ':' && g_ascii_isdigit (colon[4]))
        second = atoi (colon + 4);
      if ((strstr (text, "PM") != NULL || strstr (text, "pm") != NULL
           || strstr (text, "下午") != NULL)
          && hour < 12)
        hour += 12;
      if (hour < 24 && minute < 60 && second < 60)
        return (hour * 60 + minute) * 60 + second;
    }
  return 0;
}

static gboolean
read_day (GarrisonImport *self, guint field, const char *text, GarrisonImportRecord *record)
{
  gint day;

  if (!garrison_day_parse (text, self->order, &day, NULL))
    return refuse_value (record, _ ("%s: “%s” is no date between 1900 and 2200"),
                         self->fields[field].field, text);
  if (self->fields[field].read == GARRISON_READ_TIME)
    set_int (record, field,
             garrison_day_start (day, self->zone) + (gint64)find_clock (text) * G_USEC_PER_SEC);
  else
    set_int (record, field, day);
  return TRUE;
}

/* 05-20 is a birthday too: one whose year is not told. */
static gboolean
read_birthday (GarrisonImport *self, guint field, const char *text, GarrisonImportRecord *record)
{
  int month = 0, day = 0;
  char rest;

  if (sscanf (text, "%2d%*1[-/.]%2d%c", &month, &day, &rest) == 2
      && garrison_day_make (2000, month, day) != 0)
    {
      set_int (record, field, month * 100 + day);
      return TRUE;
    }
  return read_day (self, field, text, record);
}

static gboolean
read_money (GarrisonImport *self, guint field, const char *text, GarrisonImportRecord *record)
{
  const char *currency = NULL;
  gint64 minor;

  if (!garrison_money_parse (text, self->currency, &minor, &currency, NULL)
      || minor > GARRISON_ACT_MONEY_MAX || minor < -GARRISON_ACT_MONEY_MAX)
    return refuse_value (record, _ ("%s: “%s” is no amount, or too large"),
                         self->fields[field].field, text);
  set_int (record, field, minor);
  g_free (record->currency);
  record->currency = g_strdup (currency);
  return TRUE;
}

static gboolean
read_quantity (GarrisonImport *self, guint field, const char *text, GarrisonImportRecord *record)
{
  const char *currency = NULL;
  gint64 thousandths;

  /* A currency of three digits makes thousandths of a plain number. */
  if (!garrison_money_parse (text, "KWD", &thousandths, &currency, NULL)
      || g_strcmp0 (currency, "KWD") != 0 || thousandths <= 0)
    return refuse_value (record, _ ("%s: “%s” is no quantity"), self->fields[field].field, text);
  set_int (record, field, thousandths);
  return TRUE;
}

static gboolean
read_minutes (GarrisonImport *self, guint field, const char *text, GarrisonImportRecord *record)
{
  char *end;
  gint64 minutes = g_ascii_strtoll (text, &end, 10);

  if (end == text || minutes < 0 || minutes > 7 * 24 * 60)
    return refuse_value (record, _ ("%s: “%s” is no number of minutes"), self->fields[field].field,
                         text);
  set_int (record, field, minutes);
  return TRUE;
}

static gboolean
read_yes (guint field, const char *text, GarrisonImportRecord *record)
{
  static const char yes[] = " 1 y yes true t x 是 对 √ ✓ ✔ 有 主 ";
  g_autofree char *folded = garrison_text_fold (text);
  g_autofree char *padded = g_strdup_printf (" %s ", folded);

  set_int (record, field, strstr (yes, padded) != NULL);
  return TRUE;
}

static gboolean
read_name (GarrisonImport *self, guint field, char *text, GarrisonImportRecord *record)
{
  if ((strlen (text) > GARRISON_TEXT_NAME_MAX || !is_plain (text))
      && !garrison_text_valid_name (text, -1, NULL))
    {
      refuse (record, g_strdup_printf (_ ("%s: that cannot be a name"),
                                       garrison_exchange_field_label (self->fields[field].field)));
      g_free (text);
      return FALSE;
    }
  set_text (record, field, text);
  return TRUE;
}

static gboolean
read_code (GarrisonImport *self, guint field, const char *text, GarrisonImportRecord *record)
{
  char *code = garrison_credit_code_normalise (text, NULL);

  if (code == NULL)
    return refuse_value (record, _ ("%s: “%s” has a wrong length or check character"),
                         self->fields[field].field, text);
  set_text (record, field, code);
  return TRUE;
}

static gboolean
read_currency (GarrisonImport *self, guint field, const char *text, GarrisonImportRecord *record)
{
  const char *code = garrison_currency_find (text);

  if (code == NULL)
    return refuse_value (record, _ ("%s: “%s” is not known"), self->fields[field].field, text);
  set_text (record, field, g_strdup (code));
  return TRUE;
}

/* Line ends stay, other control characters go. */
static char *
clean_lines (const char *text)
{
  GString *clean = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\t' || !g_unichar_iscntrl (c))
        g_string_append_unichar (clean, c);
    }
  return g_strstrip (g_string_free (clean, FALSE));
}

static gboolean
is_lookup (GarrisonRead read)
{
  return garrison_import_list_of (read) != NULL || read == GARRISON_READ_CHOICE
         || read == GARRISON_READ_CUSTOMER || read == GARRISON_READ_ACTIVITY_KIND;
}

/* Nothing stands there: an answer for that, a question, or a refusal if it is needed. */
static gboolean
read_nothing (GarrisonImport *self, guint field, GarrisonImportRecord *record)
{
  const GarrisonImportField *f = &self->fields[field];

  if (is_lookup (f->read))
    {
      if (self->blank_answers[field] || f->needed)
        return take_found (self, field, "", record);
    }
  else if (f->needed)
    return refuse (record,
                   g_strdup_printf (_ ("%s is missing"), garrison_exchange_field_label (f->field)));
  return TRUE;
}

gboolean
garrison_import_read_value (GarrisonImport *self,
                            guint field,
                            const char *text,
                            GarrisonImportRecord *record)
{
  GarrisonRead read = self->fields[field].read;
  g_autofree char *clean
    = read == GARRISON_READ_LINES ? clean_lines (text) : garrison_text_clean (text, -1);

  if (*clean == '\0')
    return read_nothing (self, field, record);
  if (strlen (clean) > LONGEST_TEXT && g_utf8_strlen (clean, -1) > LONGEST_TEXT)
    return refuse (record,
                   g_strdup_printf (_ ("%s: the text is longer than %d characters"),
                                    garrison_exchange_field_label (self->fields[field].field),
                                    LONGEST_TEXT));
  if (is_lookup (read))
    return take_found (self, field, clean, record);
  switch (read)
    {
    case GARRISON_READ_NAME:
      return read_name (self, field, g_steal_pointer (&clean), record);
    case GARRISON_READ_CODE:
      return read_code (self, field, clean, record);
    case GARRISON_READ_DAY:
    case GARRISON_READ_TIME:
      return read_day (self, field, clean, record);
    case GARRISON_READ_BIRTHDAY:
      return read_birthday (self, field, clean, record);
    case GARRISON_READ_MONEY:
      return read_money (self, field, clean, record);
    case GARRISON_READ_CURRENCY:
      return read_currency (self, field, clean, record);
    case GARRISON_READ_QUANTITY:
      return read_quantity (self, field, clean, record);
    case GARRISON_READ_MINUTES:
      return read_minutes (self, field, clean, record);
    case GARRISON_READ_YES:
      return read_yes (field, clean, record);
    default:
      set_text (record, field, g_steal_pointer (&clean));
      return TRUE;
    }
}
