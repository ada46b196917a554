/* A believable company, made up: people in a team tree, customers, contacts, deals, tasks and a past of
 * activities, with seasons and uneven people. The same seed makes the same company (relative to the
 * day on which it is made). Everything goes through acts, so the result is as sound as any company. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  guint customers;  /* at most 3,000,000 */
  guint contacts;   /* 0: twice the customers */
  guint people;     /* 1 … 200, the owner not counted */
  guint activities;
  guint deals;
  guint64 seed;
  gboolean chinese; /* names and texts; else English */
} GarrisonSample;

/* @step: what is being made, translated; @fraction: 0 … 1. On the calling thread or the writer's. */
typedef void (*GarrisonSampleProgress) (const char *step, double fraction, gpointer data);

/* What an office would have for so many customers. */
void garrison_sample_init (GarrisonSample *sample, guint customers);

/* An empty company for a sample, at @uri; @login, its owner, has @password, empty for none. A server lets
 * nobody in without one. Blocking. */
GarrisonStore *garrison_sample_found (const char *uri, const char *login, const char *password, gboolean chinese,
                                      GCancellable *cancellable, GError **error);
/* Fills an empty company, whose owner is signed in at @store. Blocking; any thread but a window's. */
gboolean garrison_sample_fill (GarrisonStore *store, const GarrisonSample *sample, GarrisonSampleProgress progress,
                               gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
