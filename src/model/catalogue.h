/* The catalogue: every relation and field that people may ask for, once.
 *
 * Lists, filters, charts, exports and field rules read names, types and sensitivity of fields here
 * and nowhere else, and no SQL about a field stands anywhere else. The built-in part is constant
 * data (catalogue-fields.c); a GarrisonCatalogue adds the company's own fields and the names of
 * people, choices and so on. It is immutable, reference-counted, and readable on any thread;
 * relations and fields live as long as it. Nothing here fails. */
#pragma once

#include "model/names.h"

G_BEGIN_DECLS

/**
 * GarrisonFieldType: decides what may be compared with a field and how it is shown.
 * In SQL: TEXT text; REGION text (an ISO 3166 code); CURRENCY text; KIND text, one of the field's
 * entries; YESNO 0 or 1; DAY yyyymmdd; INSTANT microseconds UTC; MONEY minor units; NUMBER
 * thousandths; INT a whole number; all others an id.
 */
typedef enum
{
  GARRISON_FIELD_TEXT,
  GARRISON_FIELD_INT,
  GARRISON_FIELD_NUMBER,
  GARRISON_FIELD_MONEY,
  GARRISON_FIELD_DAY,
  GARRISON_FIELD_INSTANT,
  GARRISON_FIELD_YESNO,
  GARRISON_FIELD_KIND,
  GARRISON_FIELD_CURRENCY,
  GARRISON_FIELD_REGION,
  GARRISON_FIELD_CHOICE,
  GARRISON_FIELD_PERSON,
  GARRISON_FIELD_TEAM,
  GARRISON_FIELD_ROLE,
  GARRISON_FIELD_PRODUCT,
  GARRISON_FIELD_STAGE,
  GARRISON_FIELD_POOL,
  GARRISON_FIELD_TAG,    /* of many, so it can only be asked for, not shown or grouped */
  GARRISON_FIELD_RECORD, /* another relation's record: customer, deal … */
} GarrisonFieldType;

/** GarrisonSensitivity: CONTACT is how to reach a person; shown only by disclosure, and in no
 * export without the right for it. */
typedef enum
{
  GARRISON_SENSITIVITY_NONE,
  GARRISON_SENSITIVITY_CONTACT,
} GarrisonSensitivity;

typedef enum
{
  GARRISON_FIELD_DIMENSION = 1 << 0, /* may be grouped by */
  GARRISON_FIELD_MEASURE = 1 << 1,   /* may be summed, averaged … */
  GARRISON_FIELD_SORTABLE = 1 << 2,
  GARRISON_FIELD_FILTERABLE = 1 << 3,
  GARRISON_FIELD_COLUMN = 1 << 4,   /* may stand in a list */
  GARRISON_FIELD_DEFAULT = 1 << 5,  /* stands in a list unless somebody chose */
  GARRISON_FIELD_REQUIRED = 1 << 6, /* never empty */
  GARRISON_FIELD_NEVER_IS_OLD
  = 1 << 7, /* an empty date counts as earlier than any (last contact) */
  GARRISON_FIELD_REACHED
  = 1 << 8, /* a link whose fields may be named without it: level of activities */
  GARRISON_FIELD_OWN = 1 << 9, /* of the company's own */
} GarrisonFieldFlags;

/* One word of a KIND field: "visit". */
typedef struct
{
  const char *key;
  const char *label;   /* English */
  const char *chinese; /* and further words, separated by | */
} GarrisonKind;

typedef struct _GarrisonRelation GarrisonRelation;

typedef struct
{
  const char *key;     /* "last_contact"; own fields: "own#7" */
  const char *label;   /* English: "Last contact" */
  const char *chinese; /* "最近跟进" */
  const char *aliases; /* other words to ask by, any language, separated by |; "" for none */
  GarrisonFieldType type;
  guint flags; /* GarrisonFieldFlags */
  GarrisonSensitivity sensitivity;
  const char *sql;           /* with @ for the alias of the relation */
  const char *sort_sql;      /* (nullable): where order is not that of sql or its kind */
  const char *target;        /* CHOICE: the list; RECORD: the relation; else NULL */
  const GarrisonKind *kinds; /* KIND: ends with a NULL key */
} GarrisonField;

struct _GarrisonRelation
{
  const char *key;     /* "deal_line" */
  const char *plural;  /* as written in a question: "deal_lines" */
  const char *label;   /* English, of many: "Deal lines" */
  const char *chinese; /* "商机明细" */
  const char *aliases;
  const char *table;       /* on the desk */
  const char *date;        /* field (or path) that "by month" means when nothing else says so */
  const char *date_closed; /* the same when the question asks for won or lost; NULL: @date */
  const char
    *order; /* field by which a list is sorted unless somebody chose; may end in " descending" */
  const GarrisonField *fields;
  guint n_fields;
  /* What a question leaves out unless it names one of the fields: pairs "archived", "@.archived =
   * 0". */
  const char *left_out[5];
};

#define GARRISON_TYPE_CATALOGUE (garrison_catalogue_get_type ())
typedef struct _GarrisonCatalogue GarrisonCatalogue;

GType garrison_catalogue_get_type (void);
/** garrison_catalogue_new: @names (nullable) is referenced; do not change it afterwards. */
GarrisonCatalogue *garrison_catalogue_new (GarrisonNames *names);
GarrisonCatalogue *garrison_catalogue_ref (GarrisonCatalogue *self);
void garrison_catalogue_unref (GarrisonCatalogue *self);
GarrisonNames *garrison_catalogue_get_names (GarrisonCatalogue *self);

guint garrison_catalogue_get_n_relations (GarrisonCatalogue *self);
const GarrisonRelation *garrison_catalogue_get_relation (GarrisonCatalogue *self, guint index);
/** garrison_catalogue_find_relation: (nullable): by key ("customer"). */
const GarrisonRelation *garrison_catalogue_find_relation (GarrisonCatalogue *self, const char *key);
/** garrison_catalogue_get_n_fields: built-in ones, then the company's own; without those that are hidden from
 * whoever asks, and what is told by them. */
guint garrison_catalogue_get_n_fields (GarrisonCatalogue *self, const GarrisonRelation *relation);
const GarrisonField *garrison_catalogue_get_field (GarrisonCatalogue *self,
                                                   const GarrisonRelation *relation,
                                                   guint index);
/** garrison_catalogue_find_field: (nullable): by key ("last_contact", "own#7"). */
const GarrisonField *garrison_catalogue_find_field (GarrisonCatalogue *self,
                                                    const GarrisonRelation *relation,
                                                    const char *key);
/** garrison_catalogue_is_hidden: whether there is a built-in field of that key, and no trace of it. */
gboolean garrison_catalogue_is_hidden (GarrisonCatalogue *self, const GarrisonRelation *relation, const char *key);
/** garrison_catalogue_get_target: (nullable): the relation that a field leads to (person, stage,
 * deal …). */
const GarrisonRelation *garrison_catalogue_get_target (GarrisonCatalogue *self,
                                                       const GarrisonField *field);

/** garrison_relation_get_label, garrison_field_get_label: in the language of the session; static or
 * owned by the catalogue. */
const char *garrison_relation_get_label (const GarrisonRelation *relation);
const char *garrison_field_get_label (const GarrisonField *field);
/** garrison_kind_get_label: of one entry of a KIND field; @key itself when it is unknown. */
const char *garrison_kind_get_label (const GarrisonField *field, const char *key);
/** garrison_field_get_name_kind: TRUE when ids of @field are named by GarrisonNames. */
gboolean garrison_field_get_name_kind (const GarrisonField *field, GarrisonNameKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonCatalogue, garrison_catalogue_unref)

G_END_DECLS
