/* What is dragged from the list onto a person: ids of customers and who owns them now, and the icon
 * that follows the pointer. Immutable, boxed. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GARRISON_TYPE_CUSTOMER_IDS (garrison_customer_ids_get_type ())
typedef struct _GarrisonCustomerIds GarrisonCustomerIds;

GType garrison_customer_ids_get_type (void);
/* @owners: as many as @ids, 0 where nobody's or not known yet. */
GarrisonCustomerIds *garrison_customer_ids_new (const gint64 *ids, const gint64 *owners, guint n);
GarrisonCustomerIds *garrison_customer_ids_copy (GarrisonCustomerIds *ids);
void garrison_customer_ids_free (GarrisonCustomerIds *ids);
const gint64 *garrison_customer_ids_get (GarrisonCustomerIds *ids, guint *n);
/* How many of them @person does not own yet. */
guint garrison_customer_ids_count_new (GarrisonCustomerIds *ids, gint64 person);

/* (transfer full): those that @person does not own yet. */
GarrisonCustomerIds *garrison_customer_ids_without_owner (GarrisonCustomerIds *ids, gint64 person);

/* Gives @drag its icon: a card with the first name, "and 4 more", and a badge with the number. */
void garrison_customer_drag_set_icon (GdkDrag *drag, const char *level, int rank, const char *name, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonCustomerIds, garrison_customer_ids_free)

G_END_DECLS
