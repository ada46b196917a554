#include "exchange/import-names.h"

#include <string.h>

#include "base/region.h"
#include "base/text.h"
#include "exchange/header-words.h"

#define MOST_CANDIDATES 20000
#define LONGEST 64

typedef struct
{
  char *list;
  gint64 id; /* 0: several are called so */
  char *name;
  char *key;
  gunichar *letters; /* of the folded name, for distances */
  glong n_letters;
} Name;

struct _GarrisonImportNames
{
  GHashTable *by_text; /* "list\nfolded" → Name */
  GPtrArray *all;
};

static void
free_name (gpointer data)
{
  Name *name = data;

  g_free (name->list);
  g_free (name->name);
  g_free (name->key);
  g_free (name->letters);
  g_free (name);
}

static char *
make_key (const char *list, const char *text)
{
  g_autofree char *folded = garrison_text_fold (text);

  return g_strconcat (list, "\n", folded, NULL);
}

/* The first entry under a text stays, unless another of the same list has it too: then nobody is
 * meant. */
static void
add_text (GarrisonImportNames *self, Name *name, const char *text)
{
  g_autofree char *key = NULL;
  Name *there;

  if (text == NULL || *text == '\0')
    return;
  key = make_key (name->list, text);
  there = g_hash_table_lookup (self->by_text, key);
  if (there == NULL)
    g_hash_table_insert (self->by_text, g_steal_pointer (&key), name);
  else if (there != name && g_str_equal (name->list, "person"))
    there->id = 0;
}

static void
add (GarrisonImportNames *self, const char *list, gint64 id, const char *text, const char *key)
{
  g_autofree char *folded = garrison_text_fold (text);
  Name *name = g_new0 (Name, 1);

  name->list = g_strdup (list);
  name->id = id;
  name->name = g_strdup (text);
  name->key = g_strdup (key);
  name->letters = g_utf8_to_ucs4_fast (folded, -1, &name->n_letters);
  g_ptr_array_add (self->all, name);
  add_text (self, name, text);
  add_text (self, name, key);
}

static void
add_list (GarrisonImportNames *self, GarrisonDirectory *directory, const char *list)
{
  GListModel *model = garrison_directory_get_choices (directory, list);
  guint n = g_list_model_get_n_items (model);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GarrisonChoice) choice = g_list_model_get_item (model, i);

      if (garrison_choice_is_active (choice))
        add (self, list, garrison_choice_get_id (choice), garrison_choice_get_name (choice),
             garrison_choice_get_key (choice));
    }
}

static void
add_people (GarrisonImportNames *self, GarrisonDirectory *directory)
{
  GListModel *model = garrison_directory_get_people (directory);
  guint n = g_list_model_get_n_items (model);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (model, i);

      if (garrison_person_is_active (person))
        add (self, "person", garrison_person_get_id (person), garrison_person_get_name (person),
             garrison_person_get_login (person));
    }
}

/* Countries and the provinces of China, for what they look like; they are found by base/region.h.
 */
static void
add_regions (GarrisonImportNames *self)
{
  static const char *const parents[] = { NULL, "CN" };

  for (guint p = 0; p < G_N_ELEMENTS (parents); p++)
    {
      g_autofree const char **codes = garrison_region_children (parents[p]);

      for (guint i = 0; codes[i] != NULL; i++)
        {
          add (self, "region", 1, garrison_region_label (codes[i], FALSE), codes[i]);
          add (self, "region", 1, garrison_region_label (codes[i], TRUE), NULL);
        }
    }
}

GarrisonImportNames *
garrison_import_names_new (GarrisonDirectory *directory)
{
  static const char *const lists[]
    = { "industry",    "category",         "level", "source", "channel", "outcome",
        "lost-reason", "product-category", "team",  "role",   "stage",   "product" };
  GarrisonImportNames *self;

  g_return_val_if_fail (GARRISON_IS_DIRECTORY (directory), NULL);

  self = g_new0 (GarrisonImportNames, 1);
  self->by_text = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->all = g_ptr_array_new_with_free_func (free_name);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    add_list (self, directory, lists[i]);
  add_people (self, directory);
  add_regions (self);
  return self;
}

void
garrison_import_names_free (GarrisonImportNames *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_text);
  g_ptr_array_unref (self->all);
  g_free (self);
}

gint64
garrison_import_names_find (GarrisonImportNames *self,
                            const char *list,
                            const char *text,
                            const char **name)
{
  g_autofree char *key = NULL;
  const char *code;
  Name *found;

  g_return_val_if_fail (self != NULL && list != NULL && text != NULL, 0);

  if (g_str_equal (list, "region"))
    {
      code = garrison_region_find (text);
      if (name != NULL)
        *name = code;
      return code != NULL;
    }
  key = make_key (list, text);
  found = g_hash_table_lookup (self->by_text, key);
  if (found == NULL || found->id == 0)
    return 0;
  if (name != NULL)
    *name = g_str_equal (list, "role") || g_str_equal (list, "person") ? found->key : found->name;
  return found->id;
}

/* Letters to change, put in, leave out or swap between @a and @b, or @most + 1 when it is more. */
static guint
distance (const gunichar *a, glong n_a, const gunichar *b, glong n_b, guint most)
{
  guint rows[3][LONGEST + 1];
  guint *before = rows[0], *last = rows[1], *row = rows[2];

  if (n_a > LONGEST || n_b > LONGEST || ABS (n_a - n_b) > (glong)most)
    return most + 1;
  for (glong j = 0; j <= n_b; j++)
    last[j] = j;
  for (glong i = 1; i <= n_a; i++)
    {
      guint *oldest = before;

      row[0] = i;
      for (glong j = 1; j <= n_b; j++)
        {
          row[j] = MIN (MIN (last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
      before = last;
      last = row;
      row = oldest;
    }
  return last[n_b];
}

static const char *
suggest_stage (GarrisonImportNames *self, const char *word)
{
  static const struct
  {
    const char *words;
    const char *key;
  } usual[] = {
    { " lead new prospect prospecting 线索 新建 初步接触 ", "lead" },
    { " needs needsanalysis qualification qualified engaging discovery 需求 需求确认 意向 ",
      "needs" },
    { " quote proposal quotation proposalsent pricequote 报价 方案 方案报价 ", "quote" },
    { " contract negotiation negotiating review 合同 谈判 商务谈判 合同洽谈 ", "contract" },
    { " won closedwon win 赢单 成交 已成交 签约 已签约 成功 ", "won" },
    { " lost closedlost lose 输单 丢单 失败 流失 ", "lost" },
  };
  g_autofree char *padded = g_strdup_printf (" %s ", word);

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (strstr (usual[i].words, padded) != NULL)
      for (guint n = 0; n < self->all->len; n++)
        {
          Name *name = g_ptr_array_index (self->all, n);

          if (g_str_equal (name->list, "stage") && g_strcmp0 (name->key, usual[i].key) == 0)
            return name->name;
        }
  return NULL;
}

const char *
garrison_import_names_suggest (GarrisonImportNames *self, const char *list, const char *text)
{
  g_autofree char *word = NULL, *folded = NULL;
  g_autofree gunichar *letters = NULL;
  const char *best = NULL, *stage;
  glong n_letters;
  guint most;

  g_return_val_if_fail (self != NULL && list != NULL && text != NULL, NULL);

  word = garrison_header_word (text);
  if (*word == '\0')
    return NULL;
  if (g_str_equal (list, "stage") && (stage = suggest_stage (self, word)) != NULL)
    return stage;
  folded = garrison_text_fold (text);
  letters = g_utf8_to_ucs4_fast (folded, -1, &n_letters);
  most = MIN (2, n_letters / 4);
  for (guint i = 0; i < MIN (self->all->len, MOST_CANDIDATES); i++)
    {
      Name *name = g_ptr_array_index (self->all, i);
      g_autofree char *other = NULL;
      guint d;

      if (!g_str_equal (name->list, list))
        continue;
      other = garrison_header_word (name->name);
      if (g_str_equal (other, word))
        return name->name;
      d = most > 0 ? distance (letters, n_letters, name->letters, name->n_letters, most) : 1;
      if (d <= most)
        {
          best = name->name;
          most = d - (d > 0);
        }
    }
  return best;
}
