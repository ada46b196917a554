/* The bench: what Garrison does beside the same work done bare, in one run on one company.
 *
 * Absolute figures move from machine to machine; the ratio does not. A line has the figure of ours (the
 * median and the 99th percentile, in milliseconds), that of the bare work, the ratio of the medians,
 * and the goal, with a mark where it is missed. Nothing is asserted here. */
#pragma once

#include <sqlite3.h>

#include "model/customer-list.h"
#include "model/sample.h"
#include "model/sample-words.h"
#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;   /* of the company file */
  char *folder; /* for files that measuring makes */
  guint size;   /* customers */
  GarrisonStore *store;
  GarrisonDirectory *directory;
  GarrisonRoster *roster;
  sqlite3 *bare; /* the same file through SQLite's C API, with nothing between */
  GarrisonDice dice;
  guint missed; /* goals */
} Bench;

typedef struct
{
  GArray *times; /* double, milliseconds */
  gint64 begun;
} Timer;

Timer *bench_timer_new (void);
void bench_timer_free (Timer *timer);
void bench_timer_begin (Timer *timer);
void bench_timer_end (Timer *timer);
double bench_timer_median (Timer *timer);
double bench_timer_p99 (Timer *timer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Timer, bench_timer_free)

/* What a goal speaks of. */
typedef enum
{
  BENCH_NO_GOAL,
  BENCH_GOAL_P99,    /* milliseconds at the 99th percentile */
  BENCH_GOAL_MEDIAN, /* milliseconds */
  BENCH_GOAL_RATIO,  /* times the bare work */
} BenchGoal;

void bench_head (void);
/* @bare: (nullable) */
void bench_line (Bench *bench, const char *what, Timer *ours, Timer *bare, BenchGoal goal, double limit);
/* A figure of another kind, e.g. rows a second or megabytes; @good: whether it reaches @goal. */
void bench_figure (Bench *bench, const char *what, const char *figure, const char *bare, double ratio, const char *goal, gboolean good);

/* Stops the program when @error is set: a bench that measures failures measures nothing. */
void bench_must (GError *error, const char *what);
/* Runs @sql bare, stepping through all rows and touching each column; returns how many rows. */
guint bench_bare (Bench *bench, const char *sql, ...);
/* Statements without rows; stops the program when they fail. */
void bench_exec (Bench *bench, const char *sql);
gint64 bench_bare_int (Bench *bench, const char *sql);

void bench_reading (Bench *bench);
void bench_writing (Bench *bench);
void bench_import (Bench *bench);
/* A company of its own, encrypted beside plain; needs no store. */
void bench_encrypted (Bench *bench);
/* Megabytes of this process in memory. */
double bench_resident (void);

G_END_DECLS
