#include "desktop/pane-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/day.h"
#include "base/money.h"
#include "desktop/entry-mark.h"
#include "desktop/entry-words.h"
#include "desktop/pane-widgets.h"
#include "desktop/stage-bar.h"

/* ---- deals -------------------------------------------------------------------------------------- */

static void
append_stages (GMenu *menu, GarrisonDeal *deal, GarrisonDirectory *directory)
{
  GListModel *stages = garrison_directory_get_choices (directory, "stage");

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (GarrisonChoice) stage = g_list_model_get_item (stages, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (garrison_choice_get_name (stage), NULL);
      if (g_strcmp0 (garrison_choice_get_kind (stage), "open") != 0
          || garrison_choice_get_id (stage) == garrison_deal_get_stage (deal))
        continue;
      g_menu_item_set_action_and_target (item, "pane.advance-deal", "(xx)", garrison_deal_get_id (deal),
                                         garrison_choice_get_id (stage));
      g_menu_append_item (menu, item);
    }
}

static GtkWidget *
deal_menu (GarrisonDeal *deal, GarrisonDirectory *directory)
{
  g_autoptr (GMenu) menu = g_menu_new (), stages = g_menu_new (), ends = g_menu_new (), rest = g_menu_new ();
  gint64 id = garrison_deal_get_id (deal);

  if (g_strcmp0 (garrison_deal_get_status (deal), "open") == 0)
    {
      append_stages (stages, deal, directory);
      garrison_pane_menu_append (ends, _ ("_Won"), "pane.win-deal", id);
      garrison_pane_menu_append (ends, _ ("_Lost…"), "pane.lose-deal", id);
      g_menu_append_section (menu, _ ("Move to"), G_MENU_MODEL (stages));
      g_menu_append_section (menu, NULL, G_MENU_MODEL (ends));
      garrison_pane_menu_append (rest, _ ("_Edit…"), "pane.edit-deal", id);
    }
  else
    garrison_pane_menu_append (rest, _ ("_Reopen"), "pane.reopen-deal", id);
  garrison_pane_menu_append (rest, _ ("Record a _payment…"), "pane.pay-deal", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return garrison_pane_menu_button_new (menu, _ ("What to do with this deal"));
}

/* "Quote · 9 of 14 days", "Won · 12 May". */
static char *
deal_state (GarrisonDeal *deal, GarrisonChoice *stage, const GarrisonMoment *moment, gboolean *late)
{
  const char *name = stage != NULL ? garrison_choice_get_name (stage) : "";
  gint64 rest = stage != NULL ? garrison_choice_get_days (stage) : 0;
  int days = garrison_day_diff (garrison_deal_get_stage_since (deal), moment->today);
  g_autofree char *date = NULL;

  *late = FALSE;
  if (g_strcmp0 (garrison_deal_get_status (deal), "open") != 0)
    {
      date = garrison_day_format (garrison_deal_get_closed_day (deal), moment->today, moment->chinese);
      return g_strdup_printf ("%s · %s", name, date);
    }
  *late = rest > 0 && days > rest;
  if (rest > 0)
    return g_strdup_printf (_ ("%s · %d of %d days"), name, days, (int) rest);
  return g_strdup_printf (ngettext ("%s · %d day", "%s · %d days", days), name, days);
}

static void
set_stage (GtkWidget *bar, GarrisonDeal *deal, GarrisonDirectory *directory, GarrisonChoice *stage)
{
  GListModel *stages = garrison_directory_get_choices (directory, "stage");
  guint total = 0, filled = 0;

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (GarrisonChoice) other = g_list_model_get_item (stages, i);
      if (g_strcmp0 (garrison_choice_get_kind (other), "open") != 0)
        continue;
      total++;
      filled += stage != NULL && garrison_choice_get_position (other) <= garrison_choice_get_position (stage);
    }
  if (g_strcmp0 (garrison_deal_get_status (deal), "won") == 0)
    gtk_widget_add_css_class (bar, "won");
  else if (g_strcmp0 (garrison_deal_get_status (deal), "lost") == 0)
    gtk_widget_add_css_class (bar, "lost");
  gtk_widget_add_css_class (bar, "wide");
  garrison_stage_bar_set_stage (GARRISON_STAGE_BAR (bar), filled, total,
                                stage != NULL ? garrison_choice_get_name (stage) : NULL);
}

GtkWidget *
garrison_deal_row_new (GarrisonDeal *deal, GarrisonDirectory *directory, const GarrisonMoment *moment)
{
  GarrisonChoice *stage = garrison_directory_get_choice (directory, "stage", garrison_deal_get_stage (deal));
  /* None is no figure, and neither is one that the role is kept from. */
  g_autofree char *amount = garrison_deal_get_amount (deal) == 0
                              ? g_strdup ("")
                              : garrison_money_format (garrison_deal_get_amount (deal), garrison_deal_get_currency (deal));
  gboolean late = FALSE;
  g_autofree char *state = deal_state (deal, stage, moment, &late);
  g_autofree char *label = g_strdup_printf ("%s, %s, %s", garrison_deal_get_name (deal), amount, state);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *bar = garrison_stage_bar_new ();

  /* Whole amounts lose their ".00": the card is no invoice. */
  if (g_str_has_suffix (amount, ".00"))
    amount[strlen (amount) - 3] = '\0';
  gtk_box_append (GTK_BOX (top), garrison_pane_label_new (garrison_deal_get_name (deal), NULL, TRUE));
  gtk_box_append (GTK_BOX (top), garrison_pane_label_new (amount, "numeric", FALSE));
  gtk_box_append (GTK_BOX (top), deal_menu (deal, directory));
  gtk_box_append (GTK_BOX (box), top);
  set_stage (bar, deal, directory, stage);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), garrison_pane_label_new (state, "secondary", TRUE));
  if (late)
    garrison_words_set_tone (gtk_widget_get_last_child (box), "warn");
  return garrison_pane_row_new (box, label);
}

/* ---- entries ------------------------------------------------------------------------------------ */

GtkWidget *
garrison_entry_row_new (GarrisonEntry *entry, GarrisonDirectory *directory, const GarrisonMoment *moment)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *mark = garrison_entry_mark_new ();
  g_autofree char *title = garrison_entry_words_title (entry);
  g_autofree char *detail = garrison_entry_words_detail (entry, directory, moment);
  g_autofree char *label = g_strdup_printf ("%s, %s", title, detail);
  GtkWidget *text = garrison_pane_label_new (title, NULL, TRUE);

  garrison_entry_mark_set_kind (GARRISON_ENTRY_MARK (mark), garrison_entry_get_kind (entry));
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_set_margin_top (mark, 3);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (text), 3);
  gtk_box_append (GTK_BOX (lines), text);
  gtk_box_append (GTK_BOX (lines), garrison_pane_label_new (detail, "secondary", TRUE));
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), lines);
  return garrison_pane_row_new (box, label);
}
