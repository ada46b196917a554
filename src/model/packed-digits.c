#include "model/packed-digits.h"

#include <string.h>

#include "model/octet-scan.h"
#include "model/packed-text.h"

#define NO_DIGIT 0xf

struct _GarrisonPackedDigits
{
  GByteArray *octets;
  GArray *owners;     /* (nullable): guint32: until it is sealed the entry of each number */
  guint32 *starts;    /* of each entry, and one behind the last */
  guint n;
};

GarrisonPackedDigits *
garrison_packed_digits_new (void)
{
  GarrisonPackedDigits *self = g_new0 (GarrisonPackedDigits, 1);

  self->octets = g_byte_array_new ();
  self->owners = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

void
garrison_packed_digits_free (GarrisonPackedDigits *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->octets);
  g_clear_pointer (&self->owners, g_array_unref);
  g_free (self->starts);
  g_free (self);
}

static void
put (GarrisonPackedDigits *self, guint8 high, guint8 low)
{
  guint8 octet = high << 4 | low;

  g_byte_array_append (self->octets, &octet, 1);
}

void
garrison_packed_digits_add (GarrisonPackedDigits *self, guint entry, const char *number)
{
  guint32 owner = entry;
  int half = -1;

  g_return_if_fail (self != NULL && self->owners != NULL && number != NULL);

  for (; *number != '\0'; number++)
    if (g_ascii_isdigit (*number))
      {
        if (half >= 0)
          put (self, half, *number - '0');
        half = half >= 0 ? -1 : *number - '0';
      }
  put (self, half >= 0 ? half : NO_DIGIT, NO_DIGIT);
  g_array_append_val (self->owners, owner);
}

static gsize
number_length (const guint8 *number)
{
  gsize length = 1;

  while ((number[length - 1] & 0xf) != NO_DIGIT)
    length++;
  return length;
}

/* Counts, then puts each number where those of its entry go. */
void
garrison_packed_digits_seal (GarrisonPackedDigits *self, guint n_entries)
{
  gsize size = self->octets->len;
  g_autofree guint32 *next = g_new (guint32, n_entries + 1);
  GByteArray *sorted = g_byte_array_sized_new (size + GARRISON_OCTET_PADDING);
  const guint8 *number = self->octets->data;

  g_byte_array_set_size (sorted, size + GARRISON_OCTET_PADDING);
  memset (sorted->data + size, 0, GARRISON_OCTET_PADDING);
  self->n = n_entries;
  self->starts = g_new0 (guint32, n_entries + 1);
  for (guint i = 0; i < self->owners->len; i++)
    {
      gsize length = number_length (number);

      self->starts[g_array_index (self->owners, guint32, i) + 1] += length;
      number += length;
    }
  for (guint i = 0; i < n_entries; i++)
    self->starts[i + 1] += self->starts[i];
  memcpy (next, self->starts, (n_entries + 1) * sizeof (guint32));
  number = self->octets->data;
  for (guint i = 0; i < self->owners->len; i++)
    {
      gsize length = number_length (number);
      guint32 *to = &next[g_array_index (self->owners, guint32, i)];

      memcpy (sorted->data + *to, number, length);
      *to += length;
      number += length;
    }
  g_byte_array_unref (self->octets);
  self->octets = sorted;
  g_clear_pointer (&self->owners, g_array_unref);
}

gsize
garrison_packed_digits_get_memory (GarrisonPackedDigits *self)
{
  return self->octets->len + (self->n + 1) * sizeof (guint32);
}

static inline guint8
digit_at (GarrisonPackedDigits *self, gsize half)
{
  guint8 octet = self->octets->data[half / 2];

  return half % 2 == 0 ? octet >> 4 : octet & 0xf;
}

/* @half: where the needle begins, in half octets. A number begins on an octet, behind another's end. */
static inline guint8
rank_number (GarrisonPackedDigits *self, gsize half, gsize length)
{
  gboolean begins = half % 2 == 0 && (half == 0 || digit_at (self, half - 1) == NO_DIGIT);

  if (!begins)
    return GARRISON_PACKED_PART;
  return digit_at (self, half + length) == NO_DIGIT ? GARRISON_PACKED_EXACT : GARRISON_PACKED_PREFIX;
}

/* Looks for the whole octets of the needle, which begins on one (@odd 0) or in its second half, and
 * then at the digits beside them. */
static void
scan_halves (GarrisonPackedDigits *self, const char *needle, gsize length, guint odd, guint8 *ranks)
{
  gsize whole = (length - odd) / 2, size = self->octets->len - GARRISON_OCTET_PADDING;
  gboolean more = odd + 2 * whole < length;
  g_autofree char *octets = g_malloc (whole);
  gsize hits[GARRISON_OCTET_BATCH];
  GarrisonOctetScan scan;
  guint entry = 0, n;

  for (gsize i = 0; i < whole; i++)
    octets[i] = (needle[odd + 2 * i] - '0') << 4 | (needle[odd + 2 * i + 1] - '0');
  garrison_octet_scan_init (&scan, (const char *) self->octets->data, size, octets, whole, FALSE);
  while ((n = garrison_octet_scan_next (&scan, hits)) > 0)
    for (guint i = 0; i < n; i++)
      {
        gsize half = 2 * hits[i];
        guint8 rank;

        if ((odd && (half == 0 || digit_at (self, half - 1) != needle[0] - '0'))
            || (more && digit_at (self, half + 2 * whole) != needle[length - 1] - '0'))
          continue;
        entry = garrison_packed_entry_at (self->starts, self->n, entry, hits[i]);
        rank = rank_number (self, half - odd, length);
        ranks[entry] = MAX (ranks[entry], rank);
      }
}

void
garrison_packed_digits_scan (GarrisonPackedDigits *self, const char *needle, guint8 *ranks)
{
  gsize length = strlen (needle);

  g_return_if_fail (self != NULL && self->owners == NULL && length >= 3);

  scan_halves (self, needle, length, 0, ranks);
  scan_halves (self, needle, length, 1, ranks);
}
