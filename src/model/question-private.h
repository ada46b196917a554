/* What a question is made of, shared by its parser, writer, compiler and answer. Nodes are
 * immutable once a question holds them, and reference-counted, so that questions can share them. */
#pragma once

#include "model/question.h"

G_BEGIN_DECLS

#define GARRISON_PATH_MAX 4

/* customer.owner.team: each field but the last leads to the relation of the next. n 0: no path. */
typedef struct
{
  const GarrisonField *fields[GARRISON_PATH_MAX];
  const GarrisonRelation *relations[GARRISON_PATH_MAX]; /* whose field it is */
  guint n;
} Path;

typedef enum
{
  DATE_DAY,     /* number: yyyymmdd */
  DATE_WEEK,    /* yyyyww */
  DATE_MONTH,   /* yyyymm */
  DATE_QUARTER, /* yyyyq */
  DATE_YEAR,
  DATE_RELATIVE, /* the unit that is number units from today's: 0 this, -1 last, 1 next */
  DATE_PAST,     /* the number units that end with today */
  DATE_FUTURE,   /* the number units that begin with today */
  DATE_AWAY,     /* the day number units from today, earlier when negative */
} DateKind;

typedef enum
{
  VALUE_NUMBER, /* number, in ten-thousandths */
  VALUE_TEXT,   /* text */
  VALUE_YES,
  VALUE_ID, /* number */
  VALUE_ME,
  VALUE_MY_TEAM,
  VALUE_CODE, /* text: a region, currency or kind */
  VALUE_DATE, /* date, unit, number */
} ValueKind;

#define NUMBER_SCALE 10000

typedef struct
{
  ValueKind kind;
  DateKind date;
  GarrisonBucket unit;
  gint64 number;
  char *text; /* owned */
} Value;

typedef enum
{
  COND_AND,
  COND_OR,
  COND_NOT,
  COND_TEST,
} CondKind;

/* A test has one of the positive operators or NE, NOT_IN, NOT_CONTAINS, NOT_EMPTY. */
typedef struct
{
  CondKind kind;
  GPtrArray *parts; /* AND, OR: two or more; NOT: one; else NULL */
  Path path;
  GarrisonOp op;
  GArray *values; /* Value */
} Cond;

typedef enum
{
  ORDER_NONE,
  ORDER_FIELD, /* of a list; of figures: by the first dimension */
  ORDER_VALUE,
} OrderKind;

typedef struct
{
  Path path;
  GarrisonBucket bucket;
} Dimension;

struct _GarrisonQuestion
{
  gatomicrefcount references;
  GarrisonCatalogue *catalogue;
  const GarrisonRelation *relation;
  GarrisonMeasure measure;
  Path of;
  Cond *where; /* (nullable) */
  Dimension dimensions[2];
  guint n_dimensions;
  OrderKind order;
  Path order_path;
  gboolean descending;
  guint limit;
};

Cond *cond_new (CondKind kind);
Cond *cond_ref (Cond *cond);
void cond_unref (Cond *cond);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Cond, cond_unref)
/* Takes both; flat, so that (a and b) and c is a and b and c. @left may be NULL. */
Cond *cond_join (CondKind kind, Cond *left, Cond *right);
Cond *cond_test (const Path *path, GarrisonOp op);
/* Takes @text. */
void cond_add_value (Cond *test, ValueKind kind, gint64 number, char *text);
void cond_add_date (Cond *test, DateKind date, GarrisonBucket unit, gint64 number);

GarrisonQuestion *question_new (GarrisonCatalogue *catalogue, const GarrisonRelation *relation);
GarrisonQuestion *question_copy (GarrisonQuestion *self);

static inline const GarrisonField *
path_field (const Path *path)
{
  return path->n ? path->fields[path->n - 1] : NULL;
}

gboolean path_equal (const Path *a, const Path *b);
gboolean path_append (GarrisonCatalogue *catalogue, Path *path, const char *key);
/* A path of keys, "deal.closed", from the catalogue's own texts. */
Path
path_from_keys (GarrisonCatalogue *catalogue, const GarrisonRelation *relation, const char *keys);

/* The first and last day that a date value means. */
void value_get_span (const Value *value, gint today, gint *first, gint *last);

/* The entry that a name means: by key or login, else by name, active ones first; NULL if none. */
const GarrisonName *
find_name (GarrisonCatalogue *catalogue, const GarrisonField *field, const char *text);

/* In question-compile.c: the field that tells in which currency a summed record is; n 0 when the
 * figure is no money, is in the company's currency anyway, or stands in a table by currency. */
Path question_summed_currency (GarrisonQuestion *self);
gboolean question_pins_currency (GarrisonQuestion *self);
gboolean question_groups_by_currency (GarrisonQuestion *self);

/* In question-parse.c */
Cond *parse_condition_text (GarrisonCatalogue *catalogue,
                            const GarrisonRelation *relation,
                            const char *text,
                            GError **error);
Cond *parse_condition_parts (GarrisonCatalogue *catalogue,
                             const GarrisonRelation *relation,
                             const char *field,
                             GarrisonOp op,
                             const char *const *values,
                             GError **error);
gboolean parse_path_text (GarrisonCatalogue *catalogue,
                          const GarrisonRelation *relation,
                          const char *text,
                          Path *path,
                          GError **error);

G_END_DECLS
