/* The words that samples are made of, and how names come from numbers: each number another name, as
 * long as there are names left. Pure functions, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A random sequence of our own (splitmix64), so that a seed means the same on every machine. */
typedef struct
{
  guint64 state;
} GarrisonDice;

guint64 garrison_dice_next (GarrisonDice *dice);
/* 0 … n - 1 */
guint garrison_dice_below (GarrisonDice *dice, guint n);
/* 0 … 1 */
double garrison_dice_real (GarrisonDice *dice);
/* About normal: mean 0, deviation 1, within ±6. */
double garrison_dice_normal (GarrisonDice *dice);

typedef struct
{
  char name[160];
  char short_name[80];
  char address[160];
  const char *region;
  guint trade; /* which line of business, 0 … GARRISON_SAMPLE_TRADES - 1 */
} GarrisonSampleCompany;

#define GARRISON_SAMPLE_TRADES 24

void garrison_sample_company (guint64 seed, guint number, gboolean chinese, GarrisonSampleCompany *company);
/* @name: at least 64 octets. The same number gives the same name. */
void garrison_sample_person (guint64 number, gboolean chinese, char *name);
const char *garrison_sample_title (guint number, gboolean chinese);
/* @kind: as of activities; @text: at least 256 octets. */
void garrison_sample_text (GarrisonDice *dice, const char *kind, gboolean chinese, char *text);
const char *garrison_sample_task (guint number, const char *kind, gboolean chinese);
/* A product's name and list price in major units; NULL behind the last. */
const char *garrison_sample_product (guint number, gboolean chinese, guint *price);
const char *garrison_sample_team (guint number, gboolean chinese);
/* A phone number, mobile or of an office; @phone: at least 32 octets. */
void garrison_sample_phone (GarrisonDice *dice, gboolean mobile, gboolean chinese, char *phone);

G_END_DECLS
