/* What an act (here or in another process) changed, so that windows follow. Immutable, boxed. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GARRISON_TYPE_CHANGE (garrison_change_get_type ())
typedef struct _GarrisonChange GarrisonChange;

GType garrison_change_get_type (void);
GarrisonChange *garrison_change_ref (GarrisonChange *change);
void garrison_change_unref (GarrisonChange *change);
/* The act's name, or NULL when another process wrote and nothing more is known. */
const char *garrison_change_get_act (GarrisonChange *change);
gint64 garrison_change_get_act_id (GarrisonChange *change);
/* TRUE when @relation ("customer", "activity", "task", "deal", "person", …) changed or may have. */
gboolean garrison_change_touches (GarrisonChange *change, const char *relation);
/* Ids of customers whose rows, timeline or children changed; NULL and 0 when too many to list (then
 * everything may have changed) or none did. Use garrison_change_touches() to tell these apart. */
const gint64 *garrison_change_get_customers (GarrisonChange *change, gsize *n_customers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonChange, garrison_change_unref)

G_END_DECLS
