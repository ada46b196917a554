#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/question-grammar.h"

/* Relations and fields
 * ---------------------------------------------------------------------------*/

gsize
longest_relation (Scanner *self, gsize pos, const GarrisonRelation **found)
{
  gsize best = 0;

  for (guint i = 0; i < garrison_catalogue_get_n_relations (self->catalogue); i++)
    {
      const GarrisonRelation *relation = garrison_catalogue_get_relation (self->catalogue, i);
      gsize length = MAX (scanner_match (self, pos, relation->plural, -1),
                          scanner_match (self, pos, relation->label, -1));

      length = MAX (length, scanner_match (self, pos, relation->chinese, -1));
      length = MAX (length, scanner_match_any (self, pos, relation->aliases));
      if (length > best)
        {
          best = length;
          *found = relation;
        }
    }
  return best;
}

/* [Name]: how a field whose name holds anything is written. */
static gsize
match_bracketed (Scanner *self, gsize pos, const GarrisonField *field)
{
  gsize length = g_utf8_strlen (field->label, -1);

  if (pos + length + 2 > self->n || self->fold[pos] != '[' || self->fold[pos + length + 1] != ']')
    return 0;
  for (gsize i = 0; i < length; i++)
    if (g_utf8_get_char (g_utf8_offset_to_pointer (field->label, (glong)i))
        != self->raw[pos + 1 + i])
      return 0;
  return length + 2;
}

gsize
longest_field (Scanner *self,
               const GarrisonRelation *relation,
               gsize pos,
               const GarrisonField **found)
{
  guint n = garrison_catalogue_get_n_fields (self->catalogue, relation);
  gsize best = 0;
  gboolean by_key = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const GarrisonField *field = garrison_catalogue_get_field (self->catalogue, relation, i);
      gsize key = scanner_match (self, pos, field->key, -1);
      gsize length = key;

      if (*field->label)
        length = MAX (length, scanner_match (self, pos, field->label, -1));
      length = MAX (length, scanner_match_any (
                              self, pos, field->flags & GARRISON_FIELD_OWN ? "" : field->chinese));
      length = MAX (length, scanner_match_any (self, pos, field->aliases));
      if (field->flags & GARRISON_FIELD_OWN)
        length = MAX (length, match_bracketed (self, pos, field));
      /* The key of one field may be the label of another; what is stored are keys. */
      if (length > best || (length == best && length > 0 && key == length && !by_key))
        {
          best = length;
          by_key = key == length;
          *found = field;
        }
    }
  return best;
}

static void
path_push (Path *path, const GarrisonRelation *relation, const GarrisonField *field)
{
  path->relations[path->n] = relation;
  path->fields[path->n++] = field;
}

/* A field of the relation itself or, failing that, of one that it reaches. Nearer wins, then
 * longer. */
static gsize
longest_path (Scanner *self, const GarrisonRelation *relation, gsize pos, guint deeper, Path *path)
{
  const GarrisonField *field = NULL;
  gsize best = longest_field (self, relation, pos, &field);
  guint n = garrison_catalogue_get_n_fields (self->catalogue, relation);
  Path here = *path;

  if (best > 0)
    path_push (path, relation, field);
  for (guint level = 0; level < deeper && best == 0; level++)
    for (guint i = 0; i < n; i++)
      {
        const GarrisonField *link = garrison_catalogue_get_field (self->catalogue, relation, i);
        Path further = here;
        gsize length;

        if (!(link->flags & GARRISON_FIELD_REACHED) || here.n + 2 > GARRISON_PATH_MAX)
          continue;
        path_push (&further, relation, link);
        length = longest_path (self, garrison_catalogue_get_target (self->catalogue, link), pos,
                               level, &further);
        if (length > best)
          {
            best = length;
            *path = further;
          }
      }
  return best;
}

gboolean
take_path (Scanner *self, Path *path)
{
  gsize start = self->pos;
  gsize length;

  memset (path, 0, sizeof *path);
  scanner_skip_blanks (self);
  length = longest_path (self, self->relation, self->pos, 3, path);
  if (!length)
    {
      self->pos = start;
      return FALSE;
    }
  self->pos += length;
  while (path->n < GARRISON_PATH_MAX)
    {
      const GarrisonRelation *target
        = garrison_catalogue_get_target (self->catalogue, path_field (path));
      const GarrisonField *field = NULL;
      gsize dot = target ? scanner_match_any (self, self->pos, ".|的|'s") : 0;

      if (!dot)
        break;
      while (self->pos + dot < self->n && self->fold[self->pos + dot] == ' ')
        dot++;
      length = longest_field (self, target, self->pos + dot, &field);
      if (!length)
        return scanner_fail_at (self, self->pos + dot, _ ("Expected a field"));
      path_push (path, target, field);
      self->pos += dot + length;
    }
  return TRUE;
}
