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

static void
make_check (const guint8 random[N_RANDOM], guint8 values[N_CHECK])
{
  guint8 hash[16];

  crypto_generichash (hash, sizeof hash, random, N_RANDOM, (const guint8 *) "garrison check 1", 16);
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

char *
garrison_crypt_recovery_make (guint8 public_key[32], guint8 secret[32])
{
  guint8 random[N_RANDOM], values[N_ALL];
  char *text = g_malloc (N_ALL + N_ALL / GROUP);
  char *at = text;

  randombytes_buf (random, sizeof random);
  make_pair (random, public_key, secret);
  spread (random, values, N_LETTERS);
  make_check (random, values + N_LETTERS);
  for (guint i = 0; i < N_ALL; i++)
    {
      if (i > 0 && i % GROUP == 0)
        *at++ = '-';
      *at++ = alphabet[values[i]];
    }
  *at = '\0';
  sodium_memzero (random, sizeof random);
  sodium_memzero (values, sizeof values);
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

gboolean
garrison_crypt_recovery_read (const char *text, guint8 public_key[32], guint8 secret[32])
{
  guint8 values[N_ALL], random[N_RANDOM], check[N_CHECK];
  guint n = 0;
  gboolean fits;

  for (; *text != '\0'; text++)
    {
      int value = value_of (*text);

      if (*text == '-' || g_ascii_isspace (*text))
        continue;
      if (value < 0 || n == N_ALL)
        return FALSE;
      values[n++] = (guint8) value;
    }
  if (n != N_ALL || sodium_init () < 0)
    return FALSE;
  gather (values, N_LETTERS, random);
  make_check (random, check);
  fits = memcmp (check, values + N_LETTERS, sizeof check) == 0;
  if (fits)
    make_pair (random, public_key, secret);
  sodium_memzero (values, sizeof values);
  sodium_memzero (random, sizeof random);
  return fits;
}
