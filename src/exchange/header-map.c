#include "exchange/header-map.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "exchange/header-words.h"

#define LEAST 0.4 /* below it nothing is proposed */

typedef struct
{
  char *header;
  char *word;
  GPtrArray *tokens; /* words of the header, by blanks, signs and capitals */
  guint n_values;
  guint shapes[GARRISON_N_SHAPES];
  guint n_plain; /* values that are digits only */
  int by_hand;   /* index of a field, or -1 */

  int field;
  double confidence;
  GarrisonHeaderReason reason;
} Column;

struct _GarrisonHeaderMap
{
  GarrisonExchangeKind kind;
  const GarrisonHeaderField *fields;
  guint n_fields;
  GPtrArray *columns;
  gboolean *closed; /* by hand: no proposal for this field */
};

typedef struct
{
  char *text;
  int field;
  guint rank;
  gboolean whole;
  gboolean ascii;
} Word;

typedef struct
{
  guint column;
  int field;
  double score;
  GarrisonHeaderReason reason;
} Candidate;

static const char *const kinds[]
  = { "customers", "contacts", "deals", "products", "people", "activities" };

const char *
garrison_exchange_kind_get_name (GarrisonExchangeKind kind)
{
  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind];
}

gboolean
garrison_exchange_kind_from_name (const char *name, GarrisonExchangeKind *kind)
{
  g_return_val_if_fail (name != NULL && kind != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], name))
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/* The words of a kind, folded once, in the order of their fields and ranks. */
static GArray *
words_of (GarrisonExchangeKind kind)
{
  static GMutex lock;
  static GArray *all[G_N_ELEMENTS (kinds)];
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  const GarrisonHeaderField *fields = garrison_header_fields (kind);

  if (all[kind] != NULL)
    return all[kind];
  all[kind] = g_array_new (FALSE, FALSE, sizeof (Word));
  for (guint f = 0; fields[f].field != NULL; f++)
    {
      g_auto (GStrv) list = g_strsplit (fields[f].words, " ", -1);
      g_autofree char *own = garrison_header_word (fields[f].field);
      Word first = { g_steal_pointer (&own), f, 0, TRUE, TRUE };

      g_array_append_val (all[kind], first);
      for (guint i = 0; list[i] != NULL; i++)
        {
          gboolean whole = list[i][0] == '~';
          Word word = { garrison_header_word (list[i] + whole), f, i + 1, whole, FALSE };

          word.ascii = g_str_is_ascii (word.text);
          if (*word.text != '\0')
            g_array_append_val (all[kind], word);
          else
            g_free (word.text);
        }
    }
  return all[kind];
}

const char *const *
garrison_exchange_kind_get_fields (GarrisonExchangeKind kind)
{
  static GMutex lock;
  static const char **all[G_N_ELEMENTS (kinds)];
  g_autoptr (GMutexLocker) locker = NULL;
  const GarrisonHeaderField *fields;
  guint n = 0;

  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (kinds), NULL);

  locker = g_mutex_locker_new (&lock);
  fields = garrison_header_fields (kind);
  if (all[kind] == NULL)
    {
      while (fields[n].field != NULL)
        n++;
      all[kind] = g_new0 (const char *, n + 1);
      for (guint i = 0; i < n; i++)
        all[kind][i] = fields[i].field;
    }
  return all[kind];
}

gboolean
garrison_exchange_field_is_required (GarrisonExchangeKind kind, const char *field)
{
  g_return_val_if_fail (field != NULL, FALSE);

  switch (kind)
    {
    case GARRISON_EXCHANGE_CUSTOMERS:
    case GARRISON_EXCHANGE_CONTACTS:
    case GARRISON_EXCHANGE_PRODUCTS:
    case GARRISON_EXCHANGE_PEOPLE:
      return g_str_equal (field, "name");
    case GARRISON_EXCHANGE_ACTIVITIES:
      return g_str_equal (field, "text") || g_str_equal (field, "customer");
    case GARRISON_EXCHANGE_DEALS:
    default:
      return FALSE;
    }
}

/* "Customer Phone-No" and "customerPhoneNo" are both customer, phone, no. */
static GPtrArray *
split_tokens (const char *header)
{
  GPtrArray *tokens = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) token = g_string_new (NULL);
  gunichar last = ' ';

  for (const char *p = header;; p = g_utf8_next_char (p))
    {
      gunichar c = *p != '\0' ? g_utf8_get_char (p) : ' ';
      gboolean cut = !g_unichar_isalnum (c) || (g_unichar_isupper (c) && g_unichar_islower (last));

      if (cut && token->len > 0)
        {
          char *word = garrison_header_word (token->str);

          if (*word != '\0')
            g_ptr_array_add (tokens, word);
          else
            g_free (word);
          g_string_truncate (token, 0);
        }
      if (g_unichar_isalnum (c))
        g_string_append_unichar (token, c);
      last = c;
      if (*p == '\0')
        break;
    }
  return tokens;
}

static void
free_column (gpointer data)
{
  Column *column = data;

  g_free (column->header);
  g_free (column->word);
  g_ptr_array_unref (column->tokens);
  g_free (column);
}

GarrisonHeaderMap *
garrison_header_map_new (GarrisonExchangeKind kind, const GarrisonCsvRow *headers)
{
  GarrisonHeaderMap *self;

  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (kinds) && headers != NULL, NULL);

  self = g_new0 (GarrisonHeaderMap, 1);
  self->kind = kind;
  self->fields = garrison_header_fields (kind);
  while (self->fields[self->n_fields].field != NULL)
    self->n_fields++;
  self->closed = g_new0 (gboolean, self->n_fields);
  self->columns = g_ptr_array_new_with_free_func (free_column);
  for (guint i = 0; i < headers->n_fields; i++)
    {
      Column *column = g_new0 (Column, 1);

      column->header = g_strstrip (g_strndup (headers->fields[i].text, headers->fields[i].length));
      column->word = garrison_header_word (column->header);
      column->tokens = split_tokens (column->header);
      column->by_hand = column->field = -1;
      g_ptr_array_add (self->columns, column);
    }
  return self;
}

void
garrison_header_map_free (GarrisonHeaderMap *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->columns);
  g_free (self->closed);
  g_free (self);
}

void
garrison_header_map_add_sample (GarrisonHeaderMap *self, const GarrisonCsvRow *row)
{
  g_return_if_fail (self != NULL && row != NULL);

  for (guint i = 0; i < MIN (row->n_fields, self->columns->len); i++)
    {
      Column *column = g_ptr_array_index (self->columns, i);
      const GarrisonCsvField *value = &row->fields[i];
      GarrisonValueShape shape = garrison_value_shape (value->text, value->length);

      if (shape == GARRISON_SHAPE_NOTHING && strspn (value->text, " ") == value->length)
        continue;
      column->n_values++;
      column->n_plain += strspn (value->text, "0123456789") == value->length;
      for (guint s = 0; s < GARRISON_N_SHAPES; s++)
        column->shapes[s] += (shape >> s) & 1;
    }
}

static int
find_field (GarrisonHeaderMap *self, const char *name)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (g_str_equal (self->fields[i].field, name))
      return i;
  return -1;
}

/* By the header as it stands, by its form, by "#3". */
static int
find_column (GarrisonHeaderMap *self, const char *name)
{
  g_autofree char *word = garrison_header_word (name);
  guint64 number;

  for (guint i = 0; i < self->columns->len; i++)
    if (g_str_equal (((Column *)g_ptr_array_index (self->columns, i))->header, name))
      return i;
  if (name[0] == '#'
      && g_ascii_string_to_unsigned (name + 1, 10, 1, self->columns->len, &number, NULL))
    return number - 1;
  for (guint i = 0; i < self->columns->len && *word != '\0'; i++)
    if (g_str_equal (((Column *)g_ptr_array_index (self->columns, i))->word, word))
      return i;
  return -1;
}

gboolean
garrison_header_map_override (GarrisonHeaderMap *self, const char *override, GError **error)
{
  g_autofree char *name = NULL;
  const char *sign;
  int field, column;

  g_return_val_if_fail (self != NULL && override != NULL, FALSE);

  sign = strchr (override, '=');
  name = g_strndup (override, sign != NULL ? (gsize)(sign - override) : strlen (override));
  field = find_field (self, g_strstrip (name));
  if (sign == NULL || field < 0)
    {
      g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID,
                   _ ("“%s” names no field of %s; write FIELD=COLUMN."), name, kinds[self->kind]);
      return FALSE;
    }
  self->closed[field] = TRUE;
  if (sign[1] == '\0')
    return TRUE;
  column = find_column (self, sign + 1);
  if (column < 0)
    {
      g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID,
                   _ ("The file has no column “%s”."), sign + 1);
      return FALSE;
    }
  for (guint i = 0; i < self->columns->len && !self->fields[field].many; i++)
    if (((Column *)g_ptr_array_index (self->columns, i))->by_hand == field && (int)i != column)
      {
        g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID,
                     _ ("The field “%s” takes one column only."), name);
        return FALSE;
      }
  ((Column *)g_ptr_array_index (self->columns, column))->by_hand = field;
  return TRUE;
}

/* Whether @word is one or several whole tokens in a row; *@last, whether it ends the header. */
static gboolean
in_tokens (const GPtrArray *tokens, const char *word, gboolean *last)
{
  for (guint from = 0; from < tokens->len; from++)
    {
      const char *rest = word;

      for (guint i = from; i < tokens->len; i++)
        {
          const char *token = g_ptr_array_index (tokens, i);

          if (!g_str_has_prefix (rest, token))
            break;
          rest += strlen (token);
          *last = i + 1 == tokens->len;
          if (*rest == '\0')
            return TRUE;
        }
    }
  return FALSE;
}

static double
score_word (const Column *column, const Word *word, GarrisonHeaderReason *reason)
{
  gboolean last = FALSE;
  double coverage;

  if (g_str_equal (column->word, word->text))
    {
      *reason = GARRISON_HEADER_BY_NAME;
      return 0.98 - 0.004 * MIN (word->rank, 30);
    }
  *reason = GARRISON_HEADER_BY_PART;
  if (word->whole)
    return 0;
  if (word->ascii)
    {
      if (!in_tokens (column->tokens, word->text, &last))
        return 0;
    }
  else
    {
      if (strstr (column->word, word->text) == NULL || strlen (word->text) < 6)
        return 0;
      last = g_str_has_suffix (column->word, word->text);
    }
  coverage = (double)strlen (word->text) / strlen (column->word);
  return 0.45 + 0.3 * coverage + (last ? 0.1 : 0) - 0.001 * MIN (word->rank, 30);
}

static double
share (const Column *column, GarrisonValueShape shape)
{
  return column->n_values > 0 ? (double)column->shapes[g_bit_nth_lsf (shape, -1)] / column->n_values
                              : 0;
}

/* What the values say of a field that the header proposes. */
static double
weigh_values (const Column *column, const GarrisonHeaderField *field, double score)
{
  double part;

  if (column->n_values == 0 || field->shape == 0 || score == 0)
    return score;
  part = share (column, field->shape);
  if (part >= 0.8)
    return MIN (0.99, score + 0.02);
  return part < 0.2 ? score * 0.55 : part < 0.5 ? score * 0.8 : score;
}

/* A field that the values alone suggest. */
static double
score_values (GarrisonHeaderMap *self, const Column *column, const char *field)
{
  gboolean customers = self->kind == GARRISON_EXCHANGE_CUSTOMERS;

  if (column->n_values < 3)
    return 0;
  if (g_str_equal (field, "email"))
    return share (column, GARRISON_SHAPE_EMAIL) >= 0.8 ? 0.75 : 0;
  if (g_str_equal (field, "credit_code"))
    return share (column, GARRISON_SHAPE_CREDIT_CODE) >= 0.8 ? 0.85 : 0;
  if (g_str_equal (field, "website"))
    return share (column, GARRISON_SHAPE_URL) >= 0.8 ? 0.7 : 0;
  if (g_str_equal (field, "mobile"))
    return share (column, GARRISON_SHAPE_MOBILE) >= 0.8 ? 0.7 : 0;
  /* Digits alone may be any number that somebody gave out. */
  if (g_str_equal (field, "phone"))
    return share (column, GARRISON_SHAPE_MOBILE) >= 0.8 ? 0.65
           : share (column, GARRISON_SHAPE_PHONE) >= 0.8 && column->n_plain * 2 < column->n_values
               && share (column, GARRISON_SHAPE_DATE) < 0.2
             ? 0.5
             : 0;
  if (g_str_equal (field, customers ? "name" : "customer"))
    return share (column, GARRISON_SHAPE_COMPANY) >= 0.7 ? 0.6 : 0;
  return 0;
}

static int
by_score (gconstpointer a, gconstpointer b)
{
  const Candidate *x = a, *y = b;

  if (x->score != y->score)
    return x->score < y->score ? 1 : -1;
  return x->column != y->column ? (int)x->column - (int)y->column : x->field - y->field;
}

static void
add_candidates (GarrisonHeaderMap *self, guint index, GArray *candidates)
{
  const Column *column = g_ptr_array_index (self->columns, index);
  g_autofree Candidate *best = g_new0 (Candidate, self->n_fields);
  GArray *words = words_of (self->kind);

  for (guint i = 0; i < words->len && *column->word != '\0'; i++)
    {
      const Word *word = &g_array_index (words, Word, i);
      GarrisonHeaderReason reason;
      double score = score_word (column, word, &reason);

      if (score > best[word->field].score)
        best[word->field] = (Candidate){ index, word->field, score, reason };
    }
  for (guint f = 0; f < self->n_fields; f++)
    {
      double values = score_values (self, column, self->fields[f].field);

      best[f].score = weigh_values (column, &self->fields[f], best[f].score);
      if (values > best[f].score)
        best[f] = (Candidate){ index, f, values, GARRISON_HEADER_BY_VALUES };
      if (best[f].score >= LEAST && !self->closed[f])
        g_array_append_val (candidates, best[f]);
    }
}

void
garrison_header_map_propose (GarrisonHeaderMap *self)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autofree gboolean *taken = NULL;

  g_return_if_fail (self != NULL);

  taken = g_new0 (gboolean, self->n_fields);
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = g_ptr_array_index (self->columns, i);

      column->field = column->by_hand;
      column->confidence = column->by_hand >= 0;
      column->reason = column->by_hand >= 0 ? GARRISON_HEADER_BY_HAND : GARRISON_HEADER_NONE;
      if (column->by_hand < 0)
        add_candidates (self, i, candidates);
    }
  g_array_sort (candidates, by_score);
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      Column *column = g_ptr_array_index (self->columns, candidate->column);

      if (column->field >= 0 || (taken[candidate->field] && !self->fields[candidate->field].many))
        continue;
      taken[candidate->field] = TRUE;
      column->field = candidate->field;
      column->confidence = candidate->score;
      column->reason = candidate->reason;
    }
}

GarrisonExchangeKind
garrison_header_map_get_kind (GarrisonHeaderMap *self)
{
  g_return_val_if_fail (self != NULL, GARRISON_EXCHANGE_CUSTOMERS);

  return self->kind;
}

guint
garrison_header_map_get_n_columns (GarrisonHeaderMap *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->columns->len;
}

static Column *
get_column (GarrisonHeaderMap *self, guint column)
{
  return column < self->columns->len ? g_ptr_array_index (self->columns, column) : NULL;
}

const char *
garrison_header_map_get_header (GarrisonHeaderMap *self, guint column)
{
  g_return_val_if_fail (self != NULL && get_column (self, column) != NULL, NULL);

  return get_column (self, column)->header;
}

const char *
garrison_header_map_get_field (GarrisonHeaderMap *self, guint column)
{
  int field;

  g_return_val_if_fail (self != NULL && get_column (self, column) != NULL, NULL);

  field = get_column (self, column)->field;
  return field >= 0 ? self->fields[field].field : NULL;
}

double
garrison_header_map_get_confidence (GarrisonHeaderMap *self, guint column)
{
  g_return_val_if_fail (self != NULL && get_column (self, column) != NULL, 0);

  return get_column (self, column)->confidence;
}

GarrisonHeaderReason
garrison_header_map_get_reason (GarrisonHeaderMap *self, guint column)
{
  g_return_val_if_fail (self != NULL && get_column (self, column) != NULL, GARRISON_HEADER_NONE);

  return get_column (self, column)->reason;
}

int
garrison_header_map_find (GarrisonHeaderMap *self, const char *field)
{
  g_return_val_if_fail (self != NULL && field != NULL, -1);

  for (guint i = 0; i < self->columns->len; i++)
    {
      int index = get_column (self, i)->field;

      if (index >= 0 && g_str_equal (self->fields[index].field, field))
        return i;
    }
  return -1;
}

double
garrison_header_score (GarrisonExchangeKind kind, const GarrisonCsvRow *row)
{
  GArray *words;
  guint n_known = 0;

  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (kinds) && row != NULL, 0);

  words = words_of (kind);
  for (guint i = 0; i < row->n_fields; i++)
    {
      g_autofree char *header = g_strndup (row->fields[i].text, MIN (row->fields[i].length, 256));
      g_autofree char *word = garrison_header_word (header);

      for (guint w = 0; w < words->len; w++)
        if (g_str_equal (g_array_index (words, Word, w).text, word))
          {
            n_known++;
            break;
          }
    }
  return row->n_fields > 0 ? (double)n_known / row->n_fields : 0;
}
