#include "store/sqlite/crypt-recovery.h"

#include <sodium.h>
#include <string.h>

#define N_RANDOM 20  /* octets */
#define N_LETTERS 32 /* that they make */
#define N_CHECK 4
#define N_ALL (N_LETTERS + N_CHECK)
#define GROUP 4

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* @values: five bits each. */
static void
spread (const guint8 *octets, guint8 *values, guint n_values)
{
  guint32 bits = 0;
  guint n_bits = 0;

  for (guint i = 0; i < n_values; i++)
    {
      if (n_bits < 5)
        {
          bits = bits << 8 | *octets++;
          n_bits += 8;
        }
      n_bits -= 5;
      values[i] = bits >> n_bits & 31;
    }
}

static void
gather (const guint8 *values, guint n_values, guint8 *octets)
{
  guint32 bits = 0;
  guint n_bits = 0;

  for (guint i = 0; i < n_values; i++)
    {
      bits = bits << 5 | values[i];
      n_bits += 5;
      if (n_bits < 8)
        continue;
      n_bits -= 8;
      *octets++ = (guint8) (bits >> n_bits);
    }
}

/* What a text is. Its check tells it: a half is never taken for a key. */
typedef enum
{
  KEY,
  FIRST_HALF,
  SECOND_HALF,
} Part;

static void
make_check (const guint8 random[N_RANDOM], Part part, guint8 values[N_CHECK])
{
  static const char *const names[] = { "garrison check 1", "garrison half 01", "garrison half 02" };
  guint8 hash[16];

  crypto_generichash (hash, sizeof hash, random, N_RANDOM, (const guint8 *) names[part], 16);
  spread (hash, values, N_CHECK);
}

static void
make_pair (const guint8 random[N_RANDOM], guint8 public_key[32], guint8 secret[32])
{
  guint8 seed[32];

  crypto_generichash (seed, sizeof seed, random, N_RANDOM, (const guint8 *) "garrison recover", 16);
  crypto_box_seed_keypair (public_key, secret, seed);
  sodium_memzero (seed, sizeof seed);
}

static char *
write_part (const guint8 random[N_RANDOM], Part part)
{
  guint8 values[N_ALL];
  char *text = g_malloc (N_ALL + N_ALL / GROUP);
  char *at = text;

  spread (random, values, N_LETTERS);
  make_check (random, part, values + N_LETTERS);
  for (guint i = 0; i < N_ALL; i++)
    {
      if (i > 0 && i % GROUP == 0)
        *at++ = '-';
      *at++ = alphabet[values[i]];
    }
  *at = '\0';
  sodium_memzero (values, sizeof values);
  return text;
}

char *
garrison_crypt_recovery_make (guint8 public_key[32], guint8 secret[32])
{
  guint8 random[N_RANDOM];
  char *text;

  randombytes_buf (random, sizeof random);
  make_pair (random, public_key, secret);
  text = write_part (random, KEY);
  sodium_memzero (random, sizeof random);
  return text;
}

/* -1: none. */
static int
value_of (char letter)
{
  const char *found;

  letter = g_ascii_toupper (letter);
  if (letter == 'I' || letter == 'L')
    letter = '1';
  if (letter == 'O')
    letter = '0';
  found = letter == '\0' ? NULL : strchr (alphabet, letter);
  return found == NULL ? -1 : (int) (found - alphabet);
}

/* Returns: how many values there are; 0 when there is anything else. */
static guint
read_values (const char *text, guint8 *values, guint most)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    {
      int value = value_of (*text);

      if (*text == '-' || g_ascii_isspace (*text))
        continue;
      if (value < 0 || n == most)
        return 0;
      values[n++] = (guint8) value;
    }
  return n;
}

static gboolean
is_part (const guint8 values[N_ALL], Part part, guint8 random[N_RANDOM])
{
  guint8 check[N_CHECK];

  gather (values, N_LETTERS, random);
  make_check (random, part, check);
  return memcmp (check, values + N_LETTERS, sizeof check) == 0;
}

static gboolean
join_halves (const guint8 values[2 * N_ALL], guint8 random[N_RANDOM])
{
  guint8 other[N_RANDOM] = { 0 };
  gboolean fits = (is_part (values, FIRST_HALF, random) && is_part (values + N_ALL, SECOND_HALF, other))
                  || (is_part (values, SECOND_HALF, random) && is_part (values + N_ALL, FIRST_HALF, other));

  for (guint i = 0; i < N_RANDOM; i++)
    random[i] ^= other[i];
  sodium_memzero (other, sizeof other);
  return fits;
}

static gboolean
read_key (const char *text, guint8 random[N_RANDOM])
{
  guint8 values[2 * N_ALL];
  guint n = sodium_init () < 0 ? 0 : read_values (text, values, G_N_ELEMENTS (values));
  gboolean fits = (n == N_ALL && is_part (values, KEY, random)) || (n == 2 * N_ALL && join_halves (values, random));

  sodium_memzero (values, sizeof values);
  return fits;
}

gboolean
garrison_crypt_recovery_read (const char *text, guint8 public_key[32], guint8 secret[32])
{
  guint8 random[N_RANDOM];
  gboolean fits = read_key (text, random);

  if (fits)
    make_pair (random, public_key, secret);
  sodium_memzero (random, sizeof random);
  return fits;
}

gboolean
garrison_crypt_recovery_split (const char *key, char **first, char **second)
{
  guint8 random[N_RANDOM], half[N_RANDOM];
  gboolean fits = read_key (key, random);

  *first = *second = NULL;
  if (fits)
    {
      randombytes_buf (half, sizeof half);
      *first = write_part (half, FIRST_HALF);
      for (guint i = 0; i < N_RANDOM; i++)
        random[i] ^= half[i];
      *second = write_part (random, SECOND_HALF);
    }
  sodium_memzero (random, sizeof random);
  sodium_memzero (half, sizeof half);
  return fits;
}
