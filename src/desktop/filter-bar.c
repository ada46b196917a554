#include "desktop/filter-bar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *label; /* to be translated */
  GarrisonOp op;
  const char *value; /* (nullable) */
} Preset;

typedef struct
{
  const char *key;        /* of the catalogue's customers */
  const Preset *presets;  /* ends with a NULL label; NULL: the values that the catalogue offers */
} Offer;

static const Preset LAST_CONTACT[] = {
  { N_ ("longer ago than 7 days"), GARRISON_OP_GT, "7 days ago" },
  { N_ ("longer ago than 14 days"), GARRISON_OP_GT, "14 days ago" },
  { N_ ("longer ago than 30 days"), GARRISON_OP_GT, "30 days ago" },
  { N_ ("longer ago than 90 days"), GARRISON_OP_GT, "90 days ago" },
  { N_ ("in the last 7 days"), GARRISON_OP_EQ, "last 7 days" },
  { N_ ("never"), GARRISON_OP_EMPTY, NULL },
  { NULL },
};
static const Preset NEXT_DUE[] = {
  { N_ ("overdue"), GARRISON_OP_LT, "today" },
  { N_ ("today"), GARRISON_OP_EQ, "today" },
  { N_ ("in the next 7 days"), GARRISON_OP_EQ, "next 7 days" },
  { N_ ("none set"), GARRISON_OP_EMPTY, NULL },
  { NULL },
};
static const Preset PROTECTED[] = {
  { N_ ("ends in the next 7 days"), GARRISON_OP_EQ, "next 7 days" },
  { N_ ("ends in the next 30 days"), GARRISON_OP_EQ, "next 30 days" },
  { N_ ("none"), GARRISON_OP_EMPTY, NULL },
  { NULL },
};
static const Preset CREATED[] = {
  { N_ ("this month"), GARRISON_OP_EQ, "this month" },
  { N_ ("in the last 30 days"), GARRISON_OP_EQ, "last 30 days" },
  { N_ ("this year"), GARRISON_OP_EQ, "this year" },
  { NULL },
};
static const Preset COMPLETENESS[] = {
  { N_ ("below 50 %"), GARRISON_OP_LT, "50" },
  { N_ ("below 80 %"), GARRISON_OP_LT, "80" },
  /* xgettext:no-c-format */
  { N_ ("80 % and more"), GARRISON_OP_GE, "80" },
  { NULL },
};
static const Offer OFFERS[] = {
  { "level", NULL },        { "owner", NULL },          { "stage", NULL },
  { "region", NULL },       { "industry", NULL },       { "category", NULL },
  { "source", NULL },       { "tag", NULL },            { "last_contact", LAST_CONTACT },
  { "next_due", NEXT_DUE }, { "protected", PROTECTED }, { "created", CREATED },
  { "completeness", COMPLETENESS },
};

typedef struct
{
  const char *key;
  GarrisonOp op;
  GPtrArray *values; /* of char * */
  GPtrArray *labels; /* of char * */
} Filter;

struct _GarrisonFilterBar
{
  GtkWidget parent_instance;
  GarrisonDirectory *directory;
  GPtrArray *filters; /* of Filter */
  GtkWidget *chips;
  GtkWidget *save;
  GtkWidget *button;
  GtkWidget *word;
  GtkStack *stack;
  GtkListBox *fields;
  GtkLabel *title;
  GtkWidget *search;
  GtkListBox *values;
  const Offer *offer; /* the field whose values are shown */
};

G_DEFINE_FINAL_TYPE (GarrisonFilterBar, garrison_filter_bar, GTK_TYPE_WIDGET)

static guint changed_signal;

static void
filter_free (gpointer data)
{
  Filter *filter = data;

  g_ptr_array_unref (filter->values);
  g_ptr_array_unref (filter->labels);
  g_free (filter);
}

static Filter *
find_filter (GarrisonFilterBar *self, const char *key)
{
  for (guint i = 0; i < self->filters->len; i++)
    if (g_str_equal (((Filter *) self->filters->pdata[i])->key, key))
      return self->filters->pdata[i];
  return NULL;
}

static const GarrisonField *
field_of (GarrisonFilterBar *self, const char *key)
{
  GarrisonCatalogue *catalogue = garrison_directory_get_catalogue (self->directory);

  return garrison_catalogue_find_field (catalogue, garrison_catalogue_find_relation (catalogue, "customer"), key);
}

/* ---- chips -------------------------------------------------------------------------------------- */

static void fill_chips (GarrisonFilterBar *self);

static void
changed (GarrisonFilterBar *self)
{
  fill_chips (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
on_chip (GtkButton *chip, GarrisonFilterBar *self)
{
  Filter *filter = find_filter (self, g_object_get_data (G_OBJECT (chip), "key"));

  if (filter != NULL)
    g_ptr_array_remove (self->filters, filter);
  changed (self);
}

static char *
chip_text (GarrisonFilterBar *self, Filter *filter)
{
  const GarrisonField *known = field_of (self, filter->key);
  const char *field = known != NULL ? garrison_field_get_label (known) : "";
  const char *first = filter->labels->pdata[0];

  /* A value that names itself (a region, a person) needs no field before it. */
  if (filter->labels->len > 1)
    return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", filter->labels->len - 1), first,
                            filter->labels->len - 1);
  if (known == NULL || g_str_equal (filter->key, "owner") || g_str_equal (filter->key, "region") || g_str_equal (filter->key, "stage")
      || g_str_equal (filter->key, "industry") || g_str_equal (filter->key, "tag"))
    return g_strdup (first);
  return g_strdup_printf (C_ ("field: value", "%s: %s"), field, first);
}

static GtkWidget *
chip_new (GarrisonFilterBar *self, Filter *filter)
{
  g_autofree char *text = chip_text (self, filter);
  g_autofree char *label = g_strdup_printf (_ ("Remove the filter “%s”"), text);
  GtkWidget *chip = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *words = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 24);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("×"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "accent");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (chip, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (chip), "key", (gpointer) filter->key);
  g_signal_connect (chip, "clicked", G_CALLBACK (on_chip), self);
  return chip;
}

static void
fill_chips (GarrisonFilterBar *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_box_remove (GTK_BOX (self->chips), child);
  for (guint i = 0; i < self->filters->len; i++)
    gtk_box_append (GTK_BOX (self->chips), chip_new (self, self->filters->pdata[i]));
  gtk_widget_set_visible (self->save, self->filters->len > 0);
}

/* ---- choosing ----------------------------------------------------------------------------------- */

static gboolean
has_value (Filter *filter, GarrisonOp op, const char *value)
{
  if (filter == NULL || (filter->op != op && !(filter->op == GARRISON_OP_IN && op == GARRISON_OP_EQ)))
    return FALSE;
  if (value == NULL)
    return filter->values->len == 0;
  return g_ptr_array_find_with_equal_func (filter->values, value, g_str_equal, NULL);
}

static void
remove_value (GarrisonFilterBar *self, Filter *filter, const char *value)
{
  guint index = 0;

  if (value != NULL && g_ptr_array_find_with_equal_func (filter->values, value, g_str_equal, &index))
    {
      g_ptr_array_remove_index (filter->values, index);
      g_ptr_array_remove_index (filter->labels, index);
    }
  if (value == NULL || filter->values->len == 0)
    g_ptr_array_remove (self->filters, filter);
}

static void
add_value (GarrisonFilterBar *self, const Offer *offer, GarrisonOp op, const char *value, const char *label)
{
  Filter *filter = find_filter (self, offer->key);

  /* Values of a list add up, presets replace one another. */
  if (filter != NULL && offer->presets != NULL)
    {
      g_ptr_array_remove (self->filters, filter);
      filter = NULL;
    }
  if (filter == NULL)
    {
      filter = g_new0 (Filter, 1);
      filter->key = offer->key;
      filter->op = op;
      filter->values = g_ptr_array_new_with_free_func (g_free);
      filter->labels = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->filters, filter);
    }
  if (value != NULL)
    g_ptr_array_add (filter->values, g_strdup (value));
  g_ptr_array_add (filter->labels, g_strdup (label));
  if (filter->values->len > 1)
    filter->op = GARRISON_OP_IN;
}

static void fill_values (GarrisonFilterBar *self);

static void
on_value (GtkListBox *box, GtkListBoxRow *row, GarrisonFilterBar *self)
{
  const char *value = g_object_get_data (G_OBJECT (row), "value");
  const char *label = g_object_get_data (G_OBJECT (row), "label");
  GarrisonOp op = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "op"));
  Filter *filter = find_filter (self, self->offer->key);
  GtkWidget *check = g_object_get_data (G_OBJECT (row), "check");
  gboolean on = has_value (filter, op, value);

  if (on)
    remove_value (self, filter, value);
  else
    add_value (self, self->offer, op, value, label);
  if (self->offer->presets != NULL)
    {
      int index = gtk_list_box_row_get_index (row);
      fill_values (self);
      gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->values, index)));
    }
  else
    gtk_widget_set_opacity (check, on ? 0 : 1);
  changed (self);
}

static void
add_value_row (GarrisonFilterBar *self, GarrisonOp op, const char *value, const char *label)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_label_new (label);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_opacity (check, has_value (find_filter (self, self->offer->key), op, value) ? 1 : 0);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (row), "value", g_strdup (value), g_free);
  g_object_set_data_full (G_OBJECT (row), "label", g_strdup (label), g_free);
  g_object_set_data (G_OBJECT (row), "op", GINT_TO_POINTER (op));
  g_object_set_data (G_OBJECT (row), "check", check);
  gtk_list_box_append (self->values, row);
}

static void
clear_list (GtkListBox *box)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (box, 0)) != NULL)
    gtk_list_box_remove (box, GTK_WIDGET (row));
}

static void
fill_values (GarrisonFilterBar *self)
{
  const GarrisonField *field = field_of (self, self->offer->key);
  g_auto (GStrv) values = NULL, labels = NULL;
  guint n = 0;

  clear_list (self->values);
  if (field == NULL) /* hidden since it was offered */
    return;
  gtk_label_set_label (self->title, garrison_field_get_label (field));
  for (guint i = 0; self->offer->presets != NULL && self->offer->presets[i].label != NULL; i++, n++)
    add_value_row (self, self->offer->presets[i].op, self->offer->presets[i].value,
                   _ (self->offer->presets[i].label));
  if (self->offer->presets == NULL)
    values = garrison_field_get_values (garrison_directory_get_catalogue (self->directory), field, &labels);
  for (; values != NULL && values[n] != NULL; n++)
    add_value_row (self, GARRISON_OP_EQ, values[n], labels[n]);
  gtk_widget_set_visible (self->search, n > 12);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
on_field (GtkListBox *box, GtkListBoxRow *row, GarrisonFilterBar *self)
{
  self->offer = g_object_get_data (G_OBJECT (row), "offer");
  fill_values (self);
  gtk_stack_set_visible_child_name (self->stack, "values");
  gtk_widget_child_focus (GTK_WIDGET (self->values), GTK_DIR_TAB_FORWARD);
}

static void
fill_fields (GarrisonFilterBar *self)
{
  clear_list (self->fields);
  for (guint i = 0; i < G_N_ELEMENTS (OFFERS); i++)
    {
      const GarrisonField *field = field_of (self, OFFERS[i].key);
      GtkWidget *row, *box, *words;
      if (field == NULL)
        continue;
      row = gtk_list_box_row_new ();
      box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
      words = gtk_label_new (garrison_field_get_label (field));
      gtk_label_set_xalign (GTK_LABEL (words), 0);
      gtk_widget_set_hexpand (words, TRUE);
      gtk_box_append (GTK_BOX (box), words);
      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      garrison_field_get_label (field), -1);
      g_object_set_data (G_OBJECT (row), "offer", (gpointer) &OFFERS[i]);
      gtk_list_box_append (self->fields, row);
    }
}

static gboolean
fits (GtkListBoxRow *row, gpointer data)
{
  GarrisonFilterBar *self = data;
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_autofree char *label = g_utf8_casefold (g_object_get_data (G_OBJECT (row), "label"), -1);

  return strstr (label, needle) != NULL;
}

static void
on_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonFilterBar *self = GARRISON_FILTER_BAR (widget);

  gtk_stack_set_visible_child_name (self->stack, "fields");
  gtk_widget_child_focus (GTK_WIDGET (self->fields), GTK_DIR_TAB_FORWARD);
}

static void
on_shown (GarrisonFilterBar *self)
{
  if (self->directory == NULL)
    return;
  fill_fields (self);
  gtk_stack_set_visible_child_name (self->stack, "fields");
  /* The popover looked for somebody to have the keys before there was a row. */
  if (gtk_list_box_get_row_at_index (self->fields, 0) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->fields, 0)));
}

/* ---- the whole ---------------------------------------------------------------------------------- */

void
garrison_filter_bar_set_directory (GarrisonFilterBar *self, GarrisonDirectory *directory)
{
  g_return_if_fail (GARRISON_IS_FILTER_BAR (self) && self->directory == NULL);
  self->directory = g_object_ref (directory);
}

char *
garrison_filter_bar_apply (GarrisonFilterBar *self, const char *base, GError **error)
{
  g_autoptr (GarrisonQuestion) question = NULL;

  g_return_val_if_fail (GARRISON_IS_FILTER_BAR (self), NULL);

  question = garrison_question_parse (garrison_directory_get_catalogue (self->directory), base, error);
  for (guint i = 0; question != NULL && i < self->filters->len; i++)
    {
      Filter *filter = self->filters->pdata[i];
      g_autoptr (GPtrArray) values = g_ptr_array_new ();
      GarrisonQuestion *narrowed;
      for (guint v = 0; v < filter->values->len; v++)
        g_ptr_array_add (values, filter->values->pdata[v]);
      g_ptr_array_add (values, NULL);
      narrowed = garrison_question_with_condition (question, filter->key, filter->op,
                                                   (const char *const *) values->pdata, error);
      garrison_question_unref (question);
      question = narrowed;
    }
  return question != NULL ? garrison_question_to_text (question, GARRISON_QUESTION_STORED) : NULL;
}

GVariant *
garrison_filter_bar_keep (GarrisonFilterBar *self)
{
  GVariantBuilder all;

  g_return_val_if_fail (GARRISON_IS_FILTER_BAR (self), NULL);

  g_variant_builder_init (&all, G_VARIANT_TYPE ("a(siasas)"));
  for (guint i = 0; i < self->filters->len; i++)
    {
      const Filter *filter = self->filters->pdata[i];
      g_variant_builder_add (&all, "(si@as@as)", filter->key, (int) filter->op,
                             g_variant_new_strv ((const char *const *) filter->values->pdata, filter->values->len),
                             g_variant_new_strv ((const char *const *) filter->labels->pdata, filter->labels->len));
    }
  return g_variant_builder_end (&all);
}

static GPtrArray *
array_of (const char *const *texts)
{
  GPtrArray *array = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (array, g_strdup (texts[i]));
  return array;
}

void
garrison_filter_bar_bring_back (GarrisonFilterBar *self, GVariant *kept)
{
  GVariantIter iter;
  const char *key;
  gint32 op;
  const char **values, **labels;

  g_return_if_fail (GARRISON_IS_FILTER_BAR (self));
  g_return_if_fail (kept != NULL && g_variant_is_of_type (kept, G_VARIANT_TYPE ("a(siasas)")));

  g_ptr_array_set_size (self->filters, 0);
  g_variant_iter_init (&iter, kept);
  while (g_variant_iter_next (&iter, "(&si^a&s^a&s)", &key, &op, &values, &labels))
    {
      Filter *filter = g_new0 (Filter, 1);
      filter->key = g_intern_string (key);
      filter->op = op;
      filter->values = array_of (values);
      filter->labels = array_of (labels);
      g_ptr_array_add (self->filters, filter);
      g_free (values);
      g_free (labels);
    }
  fill_chips (self);
}

gboolean
garrison_filter_bar_has_filters (GarrisonFilterBar *self)
{
  g_return_val_if_fail (GARRISON_IS_FILTER_BAR (self), FALSE);
  return self->filters->len > 0;
}

void
garrison_filter_bar_clear (GarrisonFilterBar *self)
{
  g_return_if_fail (GARRISON_IS_FILTER_BAR (self));

  if (self->filters->len == 0)
    return;
  g_ptr_array_set_size (self->filters, 0);
  changed (self);
}

void
garrison_filter_bar_forget (GarrisonFilterBar *self)
{
  g_return_if_fail (GARRISON_IS_FILTER_BAR (self));

  g_ptr_array_set_size (self->filters, 0);
  fill_chips (self);
}

void
garrison_filter_bar_popup (GarrisonFilterBar *self)
{
  g_return_if_fail (GARRISON_IS_FILTER_BAR (self));
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}

void
garrison_filter_bar_set_narrow (GarrisonFilterBar *self, gboolean narrow)
{
  g_return_if_fail (GARRISON_IS_FILTER_BAR (self));
  gtk_widget_set_visible (self->word, !narrow);
}

static void
garrison_filter_bar_dispose (GObject *object)
{
  GarrisonFilterBar *self = GARRISON_FILTER_BAR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->directory);
  G_OBJECT_CLASS (garrison_filter_bar_parent_class)->dispose (object);
}

static void
garrison_filter_bar_finalize (GObject *object)
{
  g_ptr_array_unref (GARRISON_FILTER_BAR (object)->filters);
  G_OBJECT_CLASS (garrison_filter_bar_parent_class)->finalize (object);
}

static void
garrison_filter_bar_class_init (GarrisonFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_filter_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_filter_bar_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/filter-bar.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GarrisonFilterBar, child)
  BIND (chips);
  BIND (save);
  BIND (button);
  BIND (word);
  BIND (stack);
  BIND (fields);
  BIND (title);
  BIND (search);
  BIND (values);
#undef BIND
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "filter.back", NULL, on_back_action);
}

static void
garrison_filter_bar_init (GarrisonFilterBar *self)
{
  self->filters = g_ptr_array_new_with_free_func (filter_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->values, fits, self, NULL);
  g_signal_connect (self->fields, "row-activated", G_CALLBACK (on_field), self);
  g_signal_connect (self->values, "row-activated", G_CALLBACK (on_value), self);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter),
                           self->values, G_CONNECT_SWAPPED);
  /* A search entry keeps Escape for itself. */
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (gtk_menu_button_popdown), self->button,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->button)), "show",
                           G_CALLBACK (on_shown), self, G_CONNECT_SWAPPED);
}
