/* The names that a question may speak of: people, teams, choices, products, stages, and the fields
 * of the company's own; and which fields the role of whoever asks is kept from.
 *
 * A GarrisonNames is filled on one thread by whoever knows the company (model/directory.h), then
 * handed to a catalogue and not changed again; from then on it may be read on any thread. When a
 * name changes, a new one is made: questions keep what they were parsed with, and their stored text
 * refers by id, so that it means the same under the new names. Texts are copied in. Nothing here
 * fails. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GarrisonNameKind: what an id stands for. For choices the list is named besides ("source").
 */
typedef enum
{
  GARRISON_NAME_PERSON,
  GARRISON_NAME_TEAM,
  GARRISON_NAME_ROLE,
  GARRISON_NAME_PRODUCT,
  GARRISON_NAME_STAGE,
  GARRISON_NAME_POOL,
  GARRISON_NAME_TAG,
  GARRISON_NAME_CHOICE,
} GarrisonNameKind;

/* Fields borrowed from the GarrisonNames. */
typedef struct
{
  GarrisonNameKind kind;
  const char *list; /* of a choice; else NULL */
  gint64 id;
  const char *key;  /* (nullable): what the program calls it ("A"); a person's login */
  const char *name; /* what people call it */
  gboolean active;
  guint position; /* in the order of adding, within kind and list: the order in which to show */
} GarrisonName;

/* A row of the relation `field`. */
typedef struct
{
  gint64 id;
  const char *relation; /* "customer" */
  const char *key;
  const char *name;
  const char *type; /* "text", "number", "money", "day", "choice", "yesno" */
} GarrisonOwnField;

#define GARRISON_TYPE_NAMES (garrison_names_get_type ())
typedef struct _GarrisonNames GarrisonNames;

GType garrison_names_get_type (void);
GarrisonNames *garrison_names_new (void);
GarrisonNames *garrison_names_ref (GarrisonNames *self);
void garrison_names_unref (GarrisonNames *self);

/** garrison_names_add: in the order in which people expect them (position, then name). */
void garrison_names_add (GarrisonNames *self,
                         GarrisonNameKind kind,
                         const char *list_or_null,
                         gint64 id,
                         const char *key_or_null,
                         const char *name,
                         gboolean active);
void garrison_names_add_own_field (GarrisonNames *self,
                                   gint64 id,
                                   const char *relation,
                                   const char *key,
                                   const char *name,
                                   const char *type);

/** garrison_names_lookup: (nullable): the entry with this id. */
const GarrisonName *garrison_names_lookup (GarrisonNames *self, GarrisonNameKind kind, gint64 id);
/** garrison_names_get_all: (transfer none) (element-type GarrisonName): in order, inactive ones
 * too. */
GPtrArray *
garrison_names_get_all (GarrisonNames *self, GarrisonNameKind kind, const char *list_or_null);
/** garrison_names_get_own_fields: (transfer none) (element-type GarrisonOwnField) */
GPtrArray *garrison_names_get_own_fields (GarrisonNames *self);

/** garrison_names_add_rule: what the role of whoever is signed in may do with a field ("deal.amount"; "own#7"). */
void garrison_names_add_rule (GarrisonNames *self, const char *field, const char *rule);
/** garrison_names_get_rule: (nullable): "hidden" … "edit", interned; NULL where none is set. */
const char *garrison_names_get_rule (GarrisonNames *self, const char *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonNames, garrison_names_unref)

G_END_DECLS
