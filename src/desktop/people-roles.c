#include "desktop/people-roles.h"

#include <glib/gi18n-lib.h>

#include "desktop/people-dialogs.h"
#include "desktop/people-role-dialogs.h"
#include "desktop/people-role-preview.h"
#include "desktop/error-dialog.h"
#include "desktop/people-role-words.h"
#include "desktop/text-scale.h"
#include "store/refusal.h"

#define LABEL_CHARS 24
#define CELL_CHARS 12
#define WIDEST 1040
#define SPACING 6
#define NARROW 520 /* less than this: buttons with pictures */

struct _GarrisonPeopleRoles
{
  GtkWidget parent_instance;
  GarrisonWindow *window; /* not owned: it holds this */
  GarrisonRoleRights *rights;
  GarrisonRoleRules *rules;
  GarrisonRoleSection section; /* what the table shows */
  char *shape;       /* what the table is made for: rebuilt when that is another */
  GPtrArray *cells;  /* of GtkWidget, with "role" and "name" */
  GtkSizeGroup *columns; /* they are equally wide, so that the head stands above its cells */
  GArray *role_ids;  /* in the order of the columns */
  int room;
  gboolean small; /* the buttons are */
  GSimpleAction *set;
  GtkWidget *opened; /* (nullable): the cell whose menu is open */

  GtkWidget *content;
  GtkWidget *tabs; /* the sections, and what is done with roles */
  GtkWidget *add_button;
  GtkWidget *preview_button;
  GtkWidget *chooser_bar;
  GtkWidget *chooser;
  GtkGrid *head;
  GtkGrid *grid;
  GtkPopover *menu;
  GtkPopover *number; /* asks for a limit */
  GtkWidget *number_label;
  GtkWidget *number_entry;
};

G_DEFINE_FINAL_TYPE (GarrisonPeopleRoles, garrison_people_roles, GTK_TYPE_WIDGET)

/* ---- what a cell is for ------------------------------------------------------------------------ */

static gint64
role_of (GtkWidget *widget)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (widget), "role");
}

static const char *
role_name (GarrisonPeopleRoles *self, gint64 role)
{
  return garrison_directory_get_choice_name (garrison_window_get_directory (self->window), "role", role);
}

/* ---- cells -------------------------------------------------------------------------------------- */

/* (transfer full) (nullable): what stands in the cell. */
static char *
value_of (GarrisonPeopleRoles *self, GtkWidget *cell)
{
  return garrison_role_words_get_value (self->section, self->rights, self->rules, role_of (cell),
                                        g_object_get_data (G_OBJECT (cell), "name"));
}

/* (transfer full): "Salesperson, See customers: Their own" */
static char *
sentence_of (GarrisonPeopleRoles *self, GtkWidget *cell, const char *value)
{
  const char *name = g_object_get_data (G_OBJECT (cell), "name");
  g_autofree char *label = garrison_role_words_get_label (self->section, name);
  g_autofree char *words = garrison_role_words_get_long (self->section, name, value);

  /* Translators: a role, one of its rights, and how far that reaches */
  return g_strdup_printf (_ ("%s, %s: %s"), role_name (self, role_of (cell)), label, words);
}

static void
update_cell (GarrisonPeopleRoles *self, GtkWidget *cell)
{
  static const char *const classes[] = { "reach0", "reach1", "reach2", "reach3", "reach4", "reach5" };
  const char *name = g_object_get_data (G_OBJECT (cell), "name");
  g_autofree char *value = value_of (self, cell);
  int reach = garrison_role_words_get_reach (self->section, value);
  GtkLabel *label = g_object_get_data (G_OBJECT (cell), "label");
  g_autofree char *text = garrison_role_words_get_short (self->section, name, value);
  g_autofree char *spoken = sentence_of (self, cell, value), *hint = NULL;
  const char *hindrance = g_object_get_data (G_OBJECT (cell), "hindrance");

  for (int i = 0; i < (int) G_N_ELEMENTS (classes); i++)
    if (i == reach)
      gtk_widget_add_css_class (cell, classes[i]);
    else
      gtk_widget_remove_css_class (cell, classes[i]);
  hint = hindrance != NULL ? g_strdup_printf ("%s\n%s", spoken, hindrance) : g_strdup (spoken);
  gtk_label_set_label (label, text);
  gtk_widget_set_tooltip_text (cell, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
point_to (GarrisonPeopleRoles *self, GtkPopover *popover, GtkWidget *cell)
{
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (cell, self->content, &bounds))
    gtk_popover_set_pointing_to (popover, &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                                           (int) bounds.size.width, (int) bounds.size.height });
  gtk_popover_popup (popover);
}

static void
ask_number (GarrisonPeopleRoles *self, GtkWidget *cell)
{
  const char *name = g_object_get_data (G_OBJECT (cell), "name");
  g_autofree char *value = value_of (self, cell), *label = garrison_role_words_get_label (self->section, name);

  gtk_label_set_label (GTK_LABEL (self->number_label), label);
  gtk_editable_set_text (GTK_EDITABLE (self->number_entry), value != NULL ? value : "");
  gtk_widget_remove_css_class (self->number_entry, "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  point_to (self, self->number, cell);
  gtk_widget_grab_focus (self->number_entry);
}

static void
on_cell_clicked (GarrisonPeopleRoles *self, GtkWidget *cell)
{
  g_autofree char *value = value_of (self, cell);
  g_autoptr (GMenuModel) model = NULL;

  self->opened = cell;
  if (self->section == GARRISON_SECTION_LIMITS)
    {
      ask_number (self, cell);
      return;
    }
  model = garrison_role_words_new_menu (self->section, g_object_get_data (G_OBJECT (cell), "name"));
  g_simple_action_set_state (self->set, g_variant_new_string (value != NULL ? value : "none"));
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  point_to (self, self->menu, cell);
}

/* The keyboard goes on from the cell. */
static void
on_menu_closed (GarrisonPeopleRoles *self)
{
  if (self->opened != NULL)
    gtk_widget_grab_focus (self->opened);
}

/* ---- asking for what nobody gives themselves alone ------------------------------------------------ */

typedef struct
{
  GarrisonWindow *window;
  char *text;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->window);
  g_free (wish->text);
  g_free (wish);
}

static void
ask_for (gpointer data)
{
  Wish *wish = data;
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_text (args, "kind", "other");
  garrison_args_set_text (args, "text", wish->text);
  garrison_window_act (wish->window, "ask-for", args, _ ("Asked. Try again when it is granted"), NULL, NULL, NULL);
}

static gboolean
on_cell_set (GarrisonWindow *window, GarrisonActResult *result, const GError *error, gpointer data)
{
  const char *ask = error != NULL && garrison_error_is_refusal (error, "own-role") ? garrison_refusal_get_detail (error, "ask") : NULL;
  Wish *wish;

  if (ask == NULL || gtk_widget_in_destruction (GTK_WIDGET (window)) || !gtk_widget_get_realized (GTK_WIDGET (window)))
    return FALSE;
  wish = g_new0 (Wish, 1);
  wish->window = g_object_ref (window);
  wish->text = g_strdup (ask);
  garrison_confirm (GTK_WINDOW (window), _ ("Somebody else must consent"),
                    _ ("Nobody loosens the rules of their own role alone. Whoever else sets them may allow it; then try again."),
                    _ ("_Ask for it"), FALSE, ask_for, wish, wish_free);
  return TRUE;
}

/* @value: (nullable) */
static void
set_cell (GarrisonPeopleRoles *self, GtkWidget *cell, const char *value)
{
  const char *act, *name = g_object_get_data (G_OBJECT (cell), "name");
  g_autofree char *sentence = sentence_of (self, cell, value);
  g_autoptr (GarrisonArgs) args = garrison_role_words_new_args (self->section, role_of (cell), name, value, &act);

  garrison_window_act (self->window, act, args, sentence, on_cell_set, NULL, NULL);
}

static void
on_set (GSimpleAction *action, GVariant *parameter, GarrisonPeopleRoles *self)
{
  const char *value = g_variant_get_string (parameter, NULL);
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (action));

  if (self->opened != NULL && !g_str_equal (value, g_variant_get_string (state, NULL)))
    set_cell (self, self->opened, g_str_equal (value, "none") ? NULL : value);
}

/* Empty: as where nothing is set. */
static void
on_number (GarrisonPeopleRoles *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->number_entry))));
  g_autofree char *before = NULL;
  guint64 n;

  if (self->opened == NULL)
    return;
  before = value_of (self, self->opened);
  if (*text != '\0' && !g_ascii_string_to_unsigned (text, 10, 0, GARRISON_ROLE_LIMIT_MOST, &n, NULL))
    {
      gtk_widget_add_css_class (self->number_entry, "error");
      gtk_widget_error_bell (self->number_entry);
      return;
    }
  if (*text == '\0' ? before != NULL : g_strcmp0 (text, before) != 0)
    set_cell (self, self->opened, *text != '\0' ? text : NULL);
  gtk_popover_popdown (self->number);
}

/* ---- the table ---------------------------------------------------------------------------------- */

static int
char_width (GtkWidget *widget)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  int width = pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return MAX (width, 5);
}

static gint64
chosen_role (GarrisonPeopleRoles *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->chooser));

  return i < self->role_ids->len ? g_array_index (self->role_ids, gint64, i) : 0;
}

static void
update_columns (GarrisonPeopleRoles *self)
{
  int unit = char_width (GTK_WIDGET (self));
  int wanted = LABEL_CHARS * unit + (int) self->role_ids->len * (CELL_CHARS * unit + SPACING) + 24;
  gboolean narrow = self->room > 0 && self->room < wanted;
  gint64 only = narrow ? chosen_role (self) : 0;

  gtk_widget_set_visible (self->chooser_bar, narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->head), !narrow);
  for (guint i = 0; i < self->cells->len; i++)
    {
      gtk_widget_set_visible (self->cells->pdata[i], only == 0 || role_of (self->cells->pdata[i]) == only);
      gtk_widget_set_size_request (self->cells->pdata[i], CELL_CHARS * unit, -1);
    }
}

static GtkWidget *
text_new (const char *text, const char *css, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

/* A button where something may be chosen, else only what is. */
static GtkWidget *
cell_new (GarrisonPeopleRoles *self, gint64 role, const char *name, const char *hindrance)
{
  GtkWidget *label = text_new (NULL, NULL, 0.5);
  GtkWidget *cell = hindrance == NULL ? gtk_button_new () : label;

  if (hindrance == NULL)
    {
      gtk_button_set_child (GTK_BUTTON (cell), label);
      gtk_widget_add_css_class (cell, "flat");
      g_signal_connect_object (cell, "clicked", G_CALLBACK (on_cell_clicked), self, G_CONNECT_SWAPPED);
    }
  gtk_widget_add_css_class (cell, "scope");
  g_object_set_data (G_OBJECT (cell), "label", label);
  g_object_set_data (G_OBJECT (cell), "name", (gpointer) name);
  g_object_set_data_full (G_OBJECT (cell), "role", g_memdup2 (&role, sizeof role), g_free);
  g_object_set_data_full (G_OBJECT (cell), "hindrance", g_strdup (hindrance), g_free);
  g_ptr_array_add (self->cells, cell);
  return cell;
}

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static void
build_head (GarrisonPeopleRoles *self)
{
  GtkWidget *corner = gtk_label_new (NULL);
  g_autoptr (PangoAttrList) plain = pango_attr_list_from_string ("0 -1 insert-hyphens false");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->chooser));

  gtk_widget_set_hexpand (corner, TRUE);
  gtk_grid_attach (self->head, corner, 0, 0, 1, 1);
  for (guint i = 0; i < self->role_ids->len; i++)
    {
      gint64 role = g_array_index (self->role_ids, gint64, i);
      GtkWidget *label = text_new (role_name (self, role), "section", 0.5);
      gtk_widget_set_tooltip_text (label, role_name (self, role));
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
      gtk_label_set_max_width_chars (GTK_LABEL (label), CELL_CHARS);
      gtk_label_set_attributes (GTK_LABEL (label), plain);
      gtk_widget_set_valign (label, GTK_ALIGN_END);
      gtk_grid_attach (self->head, label, (int) i + 1, 0, 1, 1);
      gtk_size_group_add_widget (self->columns, label);
      gtk_string_list_append (names, role_name (self, role));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->chooser), G_LIST_MODEL (names));
  if (selected < self->role_ids->len)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->chooser), selected);
}

/* (nullable): why nothing is to be chosen for @role. */
static const char *
hindrance_of (GarrisonPeopleRoles *self, gint64 role, const char *hindrance)
{
  GarrisonChoice *choice = garrison_directory_get_choice (garrison_window_get_directory (self->window), "role", role);

  if (hindrance != NULL || self->section != GARRISON_SECTION_RIGHTS || choice == NULL
      || g_strcmp0 (garrison_choice_get_key (choice), "owner") != 0)
    return hindrance;
  return _ ("The owner’s role stays as it is.");
}

static void
build_row (GarrisonPeopleRoles *self, const char *name, int row, const char *hindrance)
{
  g_autofree char *text = garrison_role_words_get_label (self->section, name);
  GtkWidget *label = text_new (text, NULL, 0);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, text);
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
  for (guint k = 0; k < self->role_ids->len; k++)
    {
      gint64 role = g_array_index (self->role_ids, gint64, k);
      GtkWidget *cell = cell_new (self, role, name, hindrance_of (self, role, hindrance));

      gtk_size_group_add_widget (self->columns, cell);
      gtk_grid_attach (self->grid, cell, (int) k + 1, row, 1, 1);
    }
}

static void
build_rows (GarrisonPeopleRoles *self, const char *hindrance)
{
  g_auto (GStrv) names = garrison_role_words_list (self->section, self->rights);
  const char *group = NULL;
  int row = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *heading = garrison_role_words_get_group (self->section, names[i]);

      if (heading != NULL && g_strcmp0 (heading, group) != 0)
        {
          GtkWidget *section = text_new (heading, "section", 0);

          gtk_widget_set_margin_top (section, row > 0 ? 12 : 0);
          gtk_grid_attach (self->grid, section, 0, row++, 1, 1);
        }
      group = heading;
      build_row (self, g_intern_string (names[i]), row++, hindrance);
    }
}

/* (transfer full): what the table depends on, as one text. */
static char *
shape_of (GarrisonPeopleRoles *self, const char *hindrance)
{
  GString *shape = g_string_new (hindrance);
  g_auto (GStrv) names = garrison_role_words_list (self->section, self->rights);

  g_string_append_printf (shape, "\n%d", self->section);
  for (guint i = 0; i < self->role_ids->len; i++)
    {
      gint64 role = g_array_index (self->role_ids, gint64, i);
      g_string_append_printf (shape, "\n%" G_GINT64_FORMAT " %s", role, role_name (self, role));
    }
  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (shape, "\n%s", names[i]);
  return g_string_free (shape, FALSE);
}

static void
update (GarrisonPeopleRoles *self)
{
  GListModel *roles = garrison_directory_get_choices (garrison_window_get_directory (self->window), "role");
  g_autofree char *hindrance
    = garrison_people_find_hindrance (garrison_window_get_store (self->window), "role.edit", 0);
  g_autofree char *shape = NULL, *preview_hindrance = NULL;

  g_array_set_size (self->role_ids, 0);
  for (guint i = 0; i < g_list_model_get_n_items (roles); i++)
    {
      g_autoptr (GarrisonChoice) role = g_list_model_get_item (roles, i);
      gint64 id = garrison_choice_get_id (role);
      g_array_append_val (self->role_ids, id);
    }
  preview_hindrance = garrison_role_preview_find_hindrance (garrison_window_get_store (self->window));
  gtk_widget_set_visible (self->add_button, hindrance == NULL);
  gtk_widget_set_visible (self->preview_button, preview_hindrance == NULL);
  shape = shape_of (self, hindrance);
  if (g_strcmp0 (shape, self->shape) != 0)
    {
      g_free (self->shape);
      self->shape = g_steal_pointer (&shape);
      self->opened = NULL;
      g_ptr_array_set_size (self->cells, 0);
      clear_grid (self->head);
      clear_grid (self->grid);
      build_head (self);
      build_rows (self, hindrance);
      update_columns (self);
    }
  for (guint i = 0; i < self->cells->len; i++)
    update_cell (self, self->cells->pdata[i]);
}

static void
on_failed (GarrisonPeopleRoles *self, const GError *error)
{
  garrison_window_show_error (self->window, error);
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static void
garrison_people_roles_dispose (GObject *object)
{
  GarrisonPeopleRoles *self = GARRISON_PEOPLE_ROLES (object);

  self->opened = NULL;
  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->menu));
  self->menu = NULL;
  if (self->number != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->number));
  self->number = NULL;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->rights);
  g_clear_object (&self->rules);
  g_clear_object (&self->set);
  G_OBJECT_CLASS (garrison_people_roles_parent_class)->dispose (object);
}

static void
garrison_people_roles_finalize (GObject *object)
{
  GarrisonPeopleRoles *self = GARRISON_PEOPLE_ROLES (object);

  g_free (self->shape);
  g_ptr_array_unref (self->cells);
  g_object_unref (self->columns);
  g_array_unref (self->role_ids);
  G_OBJECT_CLASS (garrison_people_roles_parent_class)->finalize (object);
}

static void
garrison_people_roles_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GarrisonPeopleRoles *self = GARRISON_PEOPLE_ROLES (widget);

  gtk_widget_allocate (self->content, width, height, baseline, NULL);
  gtk_popover_present (self->menu);
  gtk_popover_present (self->number);
}

static void
garrison_people_roles_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                               int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (GARRISON_PEOPLE_ROLES (widget)->content, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
garrison_people_roles_class_init (GarrisonPeopleRolesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_people_roles_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_people_roles_finalize;
  widget_class->size_allocate = garrison_people_roles_size_allocate;
  widget_class->measure = garrison_people_roles_measure;
}

static GtkGrid *
grid_new (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_grid_set_column_spacing (GTK_GRID (grid), SPACING);
  gtk_widget_set_margin_start (grid, 12);
  gtk_widget_set_margin_end (grid, 12);
  return GTK_GRID (grid);
}

static GtkWidget *
clamp_new (GtkWidget *child)
{
  GtkWidget *clamp = adw_clamp_new ();

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), garrison_text_px (clamp, WIDEST));
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), garrison_text_px (clamp, WIDEST));
  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  return clamp;
}

static void
on_section (GarrisonPeopleRoles *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->section = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "section"));
  if (self->window != NULL)
    update (self);
}

static void
on_add (GarrisonPeopleRoles *self)
{
  garrison_role_add_dialog_show (self->window);
}

/* As somebody of the role that is looked at, else of the salespeople. */
static void
on_preview (GarrisonPeopleRoles *self)
{
  GarrisonChoice *seller
    = garrison_directory_get_choice_by_key (garrison_window_get_directory (self->window), "role", "salesperson");
  gint64 role = gtk_widget_get_visible (self->chooser_bar) || seller == NULL ? chosen_role (self) : garrison_choice_get_id (seller);

  garrison_role_preview_show (self->window, self->rules, role);
}

static GtkWidget *
sections_new (GarrisonPeopleRoles *self)
{
  static const char *const labels[] = { NC_ ("roles", "Rights"), NC_ ("roles", "Fields"), NC_ ("roles", "Limits") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *first = NULL;

  gtk_widget_add_css_class (box, "linked");
  for (int i = 0; i < (int) G_N_ELEMENTS (labels); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (g_dpgettext2 (GETTEXT_PACKAGE, "roles", labels[i]));

      g_object_set_data (G_OBJECT (button), "section", GINT_TO_POINTER (i));
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
      first = first == NULL ? button : first;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == 0);
      g_signal_connect_object (button, "toggled", G_CALLBACK (on_section), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static GtkWidget *
tabs_new (GarrisonPeopleRoles *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *gap = gtk_label_new (NULL);

  gtk_widget_add_css_class (box, "view-bar");
  gtk_widget_set_hexpand (gap, TRUE);
  self->preview_button = gtk_button_new_with_mnemonic (_ ("_See as…"));
  gtk_widget_set_tooltip_text (self->preview_button, _ ("See what somebody else would see"));
  gtk_widget_add_css_class (self->preview_button, "flat");
  g_signal_connect_object (self->preview_button, "clicked", G_CALLBACK (on_preview), self, G_CONNECT_SWAPPED);
  self->add_button = gtk_button_new_with_mnemonic (_ ("_New role…"));
  gtk_widget_set_tooltip_text (self->add_button, _ ("New role"));
  gtk_widget_add_css_class (self->add_button, "flat");
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), sections_new (self));
  gtk_box_append (GTK_BOX (box), gap);
  gtk_box_append (GTK_BOX (box), self->preview_button);
  gtk_box_append (GTK_BOX (box), self->add_button);
  return box;
}

static GtkPopover *
number_new (GarrisonPeopleRoles *self)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *hint = gtk_label_new (_ ("Empty: what is usual.")), *button = gtk_button_new_with_mnemonic (_ ("_Set"));

  self->number_label = text_new (NULL, "section", 0);
  self->number_entry = gtk_entry_new ();
  gtk_entry_set_input_purpose (GTK_ENTRY (self->number_entry), GTK_INPUT_PURPOSE_DIGITS);
  gtk_label_set_wrap (GTK_LABEL (self->number_label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (self->number_label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->number_label), 28);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "dim");
  g_signal_connect_object (self->number_entry, "activate", G_CALLBACK (on_number), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_number), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->number_label);
  gtk_box_append (GTK_BOX (box), self->number_entry);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_box_append (GTK_BOX (box), button);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  g_signal_connect_object (popover, "closed", G_CALLBACK (on_menu_closed), self, G_CONNECT_SWAPPED);
  return GTK_POPOVER (popover);
}

static void
make_parts (GarrisonPeopleRoles *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *label = gtk_label_new_with_mnemonic (_ ("_Role"));

  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->chooser_bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->chooser = gtk_drop_down_new (NULL, NULL);
  gtk_widget_set_hexpand (self->chooser, TRUE);
  gtk_widget_set_valign (self->chooser, GTK_ALIGN_CENTER);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->chooser);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chooser), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Role"), -1);
  gtk_widget_add_css_class (self->chooser_bar, "view-bar");
  gtk_box_append (GTK_BOX (self->chooser_bar), label);
  gtk_box_append (GTK_BOX (self->chooser_bar), self->chooser);
  self->head = grid_new ();
  self->grid = grid_new ();
  gtk_widget_set_margin_top (GTK_WIDGET (self->head), 9);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->grid), 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp_new (GTK_WIDGET (self->grid)));
  gtk_widget_set_vexpand (scroller, TRUE);
  self->tabs = tabs_new (self);
  gtk_box_append (GTK_BOX (self->content), self->tabs);
  gtk_box_append (GTK_BOX (self->content), self->chooser_bar);
  gtk_box_append (GTK_BOX (self->content), clamp_new (GTK_WIDGET (self->head)));
  gtk_box_append (GTK_BOX (self->content), scroller);
  gtk_widget_set_parent (self->content, GTK_WIDGET (self));
}

static void
garrison_people_roles_init (GarrisonPeopleRoles *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->cells = g_ptr_array_new ();
  self->columns = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->role_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  make_parts (self);
  self->set = g_simple_action_new_stateful ("set", G_VARIANT_TYPE_STRING, g_variant_new_string ("none"));
  g_signal_connect_object (self->set, "activate", G_CALLBACK (on_set), self, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->set));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "roles", G_ACTION_GROUP (group));
  self->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (NULL));
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
  self->number = number_new (self);
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (on_menu_closed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chooser, "notify::selected", G_CALLBACK (update_columns), self, G_CONNECT_SWAPPED);
}

void
garrison_people_roles_set_window (GarrisonPeopleRoles *self, GarrisonWindow *window)
{
  g_return_if_fail (GARRISON_IS_PEOPLE_ROLES (self) && GARRISON_IS_WINDOW (window));
  g_return_if_fail (self->window == NULL);

  self->window = window;
  self->rights = garrison_role_rights_new (garrison_window_get_store (window));
  self->rules = garrison_role_rules_new (garrison_window_get_store (window));
  g_signal_connect_object (self->rules, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rules, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rights, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rights, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (garrison_window_get_directory (window), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

/* A picture alone where there is no room for words. */
static void
set_small (GtkWidget *button, gboolean small, const char *icon, const char *label, const char *spoken)
{
  if (small)
    gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  else
    gtk_button_set_label (GTK_BUTTON (button), label);
  if (!small)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
garrison_people_roles_set_room (GarrisonPeopleRoles *self, int width)
{
  gboolean small = width < garrison_text_px (GTK_WIDGET (self), NARROW);

  g_return_if_fail (GARRISON_IS_PEOPLE_ROLES (self));

  if (small != self->small)
    {
      self->small = small;
      set_small (self->preview_button, small, "view-reveal-symbolic", _ ("_See as…"), _ ("See as"));
      set_small (self->add_button, small, "list-add-symbolic", _ ("_New role…"), _ ("New role"));
    }
  self->room = width;
  update_columns (self);
}
