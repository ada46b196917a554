/* Falling into a pool: which customers rules take from their owners on a day, and why.
 *
 * One search serves the question who falls tomorrow, the fall itself (the act fall-customers, which checks again what
 * the store knows), the warning days before, and the trial of a rule on the past. Rules are questions about customers
 * (model/question.h), a line each; where several rules hold, the one of the least position decides, and the others
 * are told too. Left out, besides what a rule exempts: customers that are locked or protected (their duplicates'
 * protection counts), that somebody got fewer than grace_days ago, or whose owner has left (they are handed over).
 *
 * Only what the signed-in person sees falls. Blocking, any thread but a window's; results belong to the caller.
 * Errors are the store's, or GARRISON_ERROR_QUESTION of a rule, whose name then begins the message. */
#pragma once

#include "model/catalogue.h"
#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id, version;
  char *name;
  char *question;          /* GARRISON_QUESTION_STORED, a line each */
  gboolean any;            /* one line is enough */
  gint64 level;            /* 0: of any level */
  gboolean exempt_deal;    /* open deals exempt */
  gboolean exempt_contract;
  gint grace_days, warn_days;
  gint64 pool;
  gboolean active;
  gint position;
} GarrisonFallRule;

typedef struct
{
  gint64 customer, owner;
  gint64 since;            /* owned_since, 0 for unknown */
  gint contacted;          /* the day of the last contact, 0 for never */
  char *name;
  const GarrisonFallRule *rule; /* which decides; of the array that was searched by */
  GPtrArray *rules;        /* (element-type GarrisonFallRule): all that hold, by position */
  char *why;               /* the rule's name and its lines that hold */
  gint day;                /* on which it falls, yyyymmdd */
} GarrisonFall;

/* The trial of a rule on days that are past. */
typedef struct
{
  gint first, last, step;  /* days looked at: every step days */
  guint n;                 /* customers that would have fallen once at least */
  guint n_owners;
  guint n_won_since;       /* of them with a deal won after that day: what the rule might have cost */
  GPtrArray *falls;        /* (element-type GarrisonFall): each with its first day, by customer */
  GPtrArray *largest;      /* (element-type utf8): names of up to 10 by their last twelve months' value */
} GarrisonFallTrial;

/* Of the desk, by position. (element-type GarrisonFallRule) (transfer full) */
GPtrArray *garrison_fall_rules_read (GarrisonStore *store, GCancellable *cancellable, GError **error);
void garrison_fall_rule_free (GarrisonFallRule *rule);
/* TRUE when each line is a question about customers; @text is then its stored form. (out) (transfer full) */
gboolean garrison_fall_question_check (GarrisonCatalogue *catalogue, const char *lines, char **text, GError **error);

/**
 * garrison_falls_find:
 * @rules: (element-type GarrisonFallRule): by position; all of them, switched on or not
 * @day: today's, or one to come: who falls on it if nothing happens until then
 *
 * Returns: (element-type GarrisonFall) (transfer full): by customer; borrows from @rules
 */
GPtrArray *garrison_falls_find (GarrisonStore *store, GarrisonCatalogue *catalogue, GPtrArray *rules, gint day,
                                GCancellable *cancellable, GError **error);
/* Who falls within a rule's days of warning from @today on, and not yet today: each with its first day. */
GPtrArray *garrison_falls_coming (GarrisonStore *store, GarrisonCatalogue *catalogue, GPtrArray *rules, gint today,
                                  GCancellable *cancellable, GError **error);
/**
 * garrison_falls_try:
 *
 * @rule on every @step-th of the @days before @today. Owners, contacts and deals are taken as they were on each day;
 * everything else (level, fields of one's own, locks, what is archived by now) as it is today, without protection.
 */
GarrisonFallTrial *garrison_falls_try (GarrisonStore *store, GarrisonCatalogue *catalogue, GarrisonFallRule *rule,
                                       gint today, guint days, guint step, GCancellable *cancellable, GError **error);
void garrison_fall_trial_free (GarrisonFallTrial *trial);
/**
 * garrison_falls_do:
 * @skipped: (out) (optional): how many were not as they were seen
 *
 * By the rules that are switched on. Doing it twice does nothing.
 *
 * Returns: how many fell, -1 with @error
 */
gint64 garrison_falls_do (GarrisonStore *store, GarrisonCatalogue *catalogue, gint today, guint *skipped,
                          GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonFallTrial, garrison_fall_trial_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonFallRule, garrison_fall_rule_free)

G_END_DECLS
