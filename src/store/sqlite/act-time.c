/* The time of an act: the company's, not the computer's (act-clock.h). */
#include "store/sqlite/act-runner-private.h"
#include "store/sqlite/errors.h"

static gboolean
read_newest (GarrisonActRunner *self, GarrisonClockPast *past, GError **error)
{
  sqlite3_stmt *stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_NEWEST);
  int code = sqlite3_step (stmt);

  if (code == SQLITE_ROW)
    past->newest = sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);
  return code == SQLITE_ROW || code == SQLITE_DONE
         || garrison_sqlite_set_error (self->db, code, self->cancellable, "reading the newest act", error);
}

static gboolean
read_clock (GarrisonActRunner *self, GarrisonClockPast *past, GError **error)
{
  sqlite3_stmt *stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_CLOCK);
  int code;

  sqlite3_bind_text (stmt, 1, self->reading.boot, -1, SQLITE_STATIC);
  code = sqlite3_step (stmt);
  past->is_known = code == SQLITE_ROW;
  if (past->is_known)
    {
      past->ticks = sqlite3_column_int64 (stmt, 0);
      past->at = sqlite3_column_int64 (stmt, 1);
      past->given = sqlite3_column_int64 (stmt, 2);
      past->held = sqlite3_column_int64 (stmt, 3);
    }
  sqlite3_reset (stmt);
  return code == SQLITE_ROW || code == SQLITE_DONE
         || garrison_sqlite_set_error (self->db, code, self->cancellable, "reading the clock", error);
}

static gboolean
may_set (GarrisonActRunner *self)
{
  sqlite3_stmt *stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_SCOPE);
  gboolean may;

  sqlite3_bind_int64 (stmt, 1, self->me);
  sqlite3_bind_text (stmt, 2, "setting.edit", -1, SQLITE_STATIC);
  may = sqlite3_step (stmt) == SQLITE_ROW;
  sqlite3_reset (stmt);
  return may;
}

gboolean
garrison_act_time_find (GarrisonActRunner *self, GError **error)
{
  GarrisonClockPast past = { 0 };

  if (self->is_note)
    return TRUE;
  self->time = (GarrisonClockVerdict){ 0 };
  if (self->clock != NULL)
    {
      self->now = self->clock (self->clock_data);
      return TRUE;
    }
  garrison_clock_read (&self->reading);
  self->now = self->reading.real;
  if (!read_newest (self, &past, error) || !read_clock (self, &past, error))
    return FALSE;
  self->time = garrison_clock_judge (&self->reading, &past, self->me != 0 && may_set (self));
  self->now = self->time.now;
  return TRUE;
}

gboolean
garrison_act_time_keep (GarrisonActRunner *self, GError **error)
{
  const GarrisonClockPast *past = &self->time.past;
  gint64 values[] = { past->ticks, past->at, past->given, past->held };
  sqlite3_stmt *stmt;

  if (!self->time.keep)
    return TRUE;
  stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_SET_CLOCK);
  sqlite3_bind_text (stmt, 1, self->reading.boot, -1, SQLITE_STATIC);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    sqlite3_bind_int64 (stmt, 2 + (int) i, values[i]);
  if (!garrison_act_runner_exec (self, GARRISON_ACT_SQL_SET_CLOCK, error))
    return FALSE;
  stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_FORGET_CLOCKS);
  sqlite3_bind_text (stmt, 1, self->reading.boot, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 2, self->now - 2 * GARRISON_CLOCK_FAR);
  return garrison_act_runner_exec (self, GARRISON_ACT_SQL_FORGET_CLOCKS, error);
}
