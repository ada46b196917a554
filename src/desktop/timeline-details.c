#include "desktop/timeline-details.h"

#include <glib/gi18n-lib.h>

#include "base/language.h"
#include "desktop/avatar.h"
#include "desktop/timeline-words.h"

struct _GarrisonTimelineDetails
{
  GtkPopover parent_instance;
  GtkWidget *avatar, *title, *subtitle, *text, *badge;
};

G_DEFINE_FINAL_TYPE (GarrisonTimelineDetails, garrison_timeline_details, GTK_TYPE_POPOVER)

static void
garrison_timeline_details_class_init (GarrisonTimelineDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/timeline-details.ui");
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelineDetails, avatar);
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelineDetails, title);
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelineDetails, subtitle);
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelineDetails, text);
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelineDetails, badge);
}

static void
garrison_timeline_details_init (GarrisonTimelineDetails *self)
{
  g_type_ensure (GARRISON_TYPE_AVATAR);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GarrisonTimelineDetails *
garrison_timeline_details_new (GtkWidget *parent)
{
  GarrisonTimelineDetails *self = g_object_new (GARRISON_TYPE_TIMELINE_DETAILS, NULL);

  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  return self;
}

static void
set_label (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static void
pop_up (GarrisonTimelineDetails *self, const GdkRectangle *at)
{
  gtk_popover_set_pointing_to (GTK_POPOVER (self), at);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_popover_popup (GTK_POPOVER (self));
}

void
garrison_timeline_details_show_entry (GarrisonTimelineDetails *self, GarrisonEntry *entry,
                                      GarrisonDirectory *directory, const GdkRectangle *at)
{
  gboolean chinese = garrison_locale_is_chinese ();
  GTimeZone *zone;
  g_autofree char *kind = NULL, *when = NULL, *text = NULL, *tip = NULL, *badge = NULL, *subtitle = NULL;
  const char *name, *customer;

  g_return_if_fail (GARRISON_IS_TIMELINE_DETAILS (self));
  g_return_if_fail (GARRISON_IS_ENTRY (entry));

  zone = garrison_store_get_time_zone (garrison_directory_get_store (directory));
  kind = garrison_timeline_kind_label (garrison_entry_get_kind (entry));
  when = garrison_timeline_when (garrison_entry_get_at (entry), g_get_real_time (), zone, chinese);
  text = garrison_timeline_text (entry, chinese);
  badge = garrison_timeline_badge (entry, &tip);
  name = garrison_directory_get_person_name (directory, garrison_entry_get_person (entry));
  customer = garrison_entry_get_customer_name (entry);
  /* Translators: a kind of entry, a person, a date and time: "Call · Lin Wei · 19 May 14:02" */
  subtitle = garrison_entry_get_state (entry) == GARRISON_ENTRY_PLANNED
               ? g_strdup_printf (_ ("%s · %s · due %s"), kind, name, when)
               : g_strdup_printf (_ ("%s · %s · %s"), kind, name, when);
  garrison_avatar_set_person (GARRISON_AVATAR (self->avatar), garrison_entry_get_person (entry), name);
  set_label (self->title, customer != NULL && *customer != '\0' ? customer : kind);
  set_label (self->subtitle, subtitle);
  set_label (self->text, text);
  set_label (self->badge, tip);
  pop_up (self, at);
}

void
garrison_timeline_details_show_text (GarrisonTimelineDetails *self, gint64 person, const char *name,
                                     const char *title, const char *text, const GdkRectangle *at)
{
  g_return_if_fail (GARRISON_IS_TIMELINE_DETAILS (self));

  garrison_avatar_set_person (GARRISON_AVATAR (self->avatar), person, name);
  set_label (self->title, title);
  set_label (self->subtitle, name);
  set_label (self->text, text);
  set_label (self->badge, NULL);
  pop_up (self, at);
}

void
garrison_timeline_details_hide (GarrisonTimelineDetails *self)
{
  g_return_if_fail (GARRISON_IS_TIMELINE_DETAILS (self));
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_popover_popdown (GTK_POPOVER (self));
}

gboolean
garrison_timeline_details_is_shown (GarrisonTimelineDetails *self)
{
  g_return_val_if_fail (GARRISON_IS_TIMELINE_DETAILS (self), FALSE);
  return gtk_widget_get_visible (GTK_WIDGET (self));
}
