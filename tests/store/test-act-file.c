/* Act files: all of the program's own are good, prepare on SQLite, and bad ones are told apart. */
#include "base/error.h"
#include "office-engine.h"
#include "store/act-file.h"
#include "store/sqlite/act-runner-private.h"

#define HEAD "--@ act x\n--@ right customer.edit\n"
#define TAIL "--@ final a test\n"

static void
assert_bad (const char *text, const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActFile) file = garrison_act_file_parse ("x", text, &error);

  g_assert_null (file);
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
  if (strstr (error->message, why) == NULL)
    g_error ("“%s” is not about “%s”", error->message, why);
}

static void
test_bad (void)
{
  static const struct
  {
    const char *text, *why;
  } cases[] = {
    { "", "empty" },
    { "SELECT 1\n", "before" },
    { "--@ act y\n--@ right r\n", "comes first" },
    { "--@ right r\n", "comes first" },
    { "--@ act x\n--@ do 1\nDELETE FROM customer\n", "right" },
    { HEAD "--@ right other\n", "one right" },
    { HEAD "--@ frobnicate\n", "not understood" },
    { HEAD "--@\n", "empty directive" },
    { HEAD, "does nothing" },
    { HEAD "--@ do 1\nDELETE FROM team\n", "neither" },
    { HEAD "--@ do 1\nDELETE FROM team\n--@ undo\n", "does nothing" },
    { HEAD "--@ do 1\nDELETE FROM team\n--@ undo\n--@ undo\n", "once" },
    { HEAD TAIL "--@ undo\n--@ do 1\nDELETE FROM team\n", "once" },
    { HEAD "--@ do\nDELETE FROM team\n" TAIL, "takes" },
    { HEAD "--@ do many\nDELETE FROM team\n" TAIL, "declared" },
    { HEAD "--@ do 1\n" TAIL, "SQL is missing" },
    { HEAD "--@ do 1\nSELECT 1\n" TAIL, "changes rows" },
    { HEAD "--@ refuse no\nDELETE FROM team\n" TAIL, "SELECT" },
    { HEAD "--@ let n int\nSELECT 1\n" TAIL, "scalar" },
    { HEAD "--@ let n money\n1\n" TAIL, "int or text" },
    { HEAD "--@ let n int\n1\n--@ do 1\nDELETE FROM team\n" TAIL, "nothing uses" },
    { HEAD "--@ arg a int\n--@ do 1\nDELETE FROM team\n" TAIL, "nothing uses" },
    { HEAD "--@ arg a bool\n--@ do 1\nDELETE FROM team WHERE id = :a\n" TAIL, "unknown type" },
    { HEAD "--@ arg me int\n--@ do 1\nDELETE FROM team WHERE id = :me\n" TAIL, "twice" },
    { HEAD "--@ arg a text\n--@ do a\nDELETE FROM team\n" TAIL, "no int" },
    { HEAD "--@ do 1\nDELETE FROM team WHERE id = :b\n" TAIL, "unknown parameter" },
    { HEAD "--@ arg a int\n--@ do 1\nDELETE FROM team WHERE id = :a\n--@ undo\n--@ do 1\nDELETE FROM team WHERE id = :a\n",
      "unknown parameter" },
    { HEAD "--@ do 1\nDELETE FROM team WHERE id = @newid(team\n" TAIL, "lacks" },
    { HEAD "--@ do 1\nDELETE FROM team WHERE id = @nonsense(team)\n" TAIL, "unknown macro" },
    { "--@ act x\n--@ right anyone\n--@ do 1\nDELETE FROM team WHERE @reaches(id)\n" TAIL, "needs a right" },
    { HEAD "--@ do 1\nDELETE FROM team; DELETE FROM person\n" TAIL, "one statement" },
    { HEAD "--@ do 1\nDELETE FROM team WHERE name LIKE 'a'\n" TAIL, "both engines" },
    { HEAD "--@ do 1\nDELETE FROM team WHERE id::text = 'a'\n" TAIL, "both engines" },
    { HEAD "--@ do 1\nDELETE FROM team RETURNING id\n" TAIL, "both engines" },
    { HEAD "--@ do 1\nDELETE FROM team WHERE name = 'a\n" TAIL, "without its end" },
    { HEAD "--@ do 1\nDELETE FROM team WHERE (id = 1\n" TAIL, "missing" },
    { HEAD "--@ do 1\nDELETE FROM team WHERE id = 1)\n" TAIL, "too many" },
    { HEAD "--@ do 1\nDELETE FROM team WHERE id = ?1\n" TAIL, "no place" },
    { HEAD "--@ rows r\n--@ column c int\n--@ do 1\nDELETE FROM team\n" TAIL, "nothing uses the rows" },
    { HEAD "--@ rows r\n--@ column c int\n--@ each r\n--@ do 1\nDELETE FROM team WHERE id = :c\n", "without" },
    { HEAD "--@ rows r\n--@ column c int\n--@ each r\n--@ end\n" TAIL, "nothing between" },
    { HEAD "--@ rows r\n--@ column c int\n--@ each q\n--@ end\n" TAIL, "no rows" },
    { HEAD "--@ rows r\n--@ column c int\n--@ each r\n--@ refuse no\nSELECT :c\n--@ end\n" TAIL, "cannot stand" },
    { HEAD "--@ rows r\n--@ column c int\n--@ each r\n--@ do any\nDELETE FROM team WHERE id = :c\n--@ end\n--@ do 1\n"
           "DELETE FROM team WHERE id = :c\n" TAIL, "unknown parameter" },
    { HEAD "--@ column c int\n", "after" },
    { HEAD "--@ skip no\nSELECT 1\n", "stands in" },
    { HEAD "--@ when n 1\n", "stands in" },
    { HEAD "--@ rows r\n--@ column c text\n--@ each r\n--@ when c 1\n", "no number" },
    { HEAD "--@ rows r\n--@ column c int\n--@ each r\n--@ when c x\n", "no number" },
    { HEAD "--@ end\n", "without" },
    { HEAD "--@ ticket now\n", "not understood" },
    { HEAD "--@ ticket\n--@ ticket\n", "not understood" },
    { HEAD "--@ do 1\nDELETE FROM team\n--@ ticket\n" TAIL, "not understood" },
    { "--@ act x\n--@ ticket\n" HEAD, "right" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_bad (cases[i].text, cases[i].why);
}

static void
test_good (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActFile) file = garrison_act_file_parse (
    "x", "-- why\n" HEAD "--@ arg ids ids\n--@ arg why text?\n--@ let n int\n(SELECT count(*) FROM @ids(ids) AS i)\n"
         "--@ refuse out\nSELECT 1 AS a -- a comment; with @things:\nWHERE NOT @reaches(customer.see, (SELECT 1)) AND ';' = ':x'\n"
         "--@ do n\nUPDATE customer SET note = :why WHERE id IN (SELECT id FROM @ids(ids));\n--@ undo\n--@ do any\n"
         "WITH w AS (SELECT 1) INSERT INTO team(id) SELECT @newid(team)\n", &error);
  GarrisonActStep *step;

  g_assert_no_error (error);
  g_assert_cmpuint (file->steps->len, ==, 3);
  step = g_ptr_array_index (file->steps, 2);
  g_assert_cmpstr (step->relation, ==, "customer");
  g_assert_cmpint (step->count, ==, GARRISON_ACT_COUNT_SLOT);
  step = g_ptr_array_index (file->undo, 0);
  g_assert_cmpstr (step->relation, ==, "team");
}

static void
assert_prepares (sqlite3 *db, const GarrisonActFile *file, const GPtrArray *steps)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) statements = garrison_act_statements_prepare (db, file, steps, &error);

  if (statements == NULL)
    g_test_fail_printf ("%s", error->message);
}

/* The file on disk and the list in the program are the same. */
static void
test_own (void)
{
  g_auto (GStrv) names = garrison_act_file_list ();
  g_autofree char *folder = g_build_filename (g_test_get_dir (G_TEST_DIST), "..", "data", "acts", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (Office) o = office_new_in_file ();
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, ".sql");
  g_assert_cmpuint (g_strv_length (names), ==, n);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const GarrisonActFile *file = garrison_act_file_find (names[i]);

      g_assert_nonnull (file);
      assert_prepares (office_file_get_db (o), file, file->steps);
      if (file->undo != NULL)
        assert_prepares (office_file_get_db (o), file, file->undo);
    }
  g_assert_null (garrison_act_file_find ("no-such-act"));
  g_assert_null (garrison_act_file_find ("../kept"));
  g_assert_null (garrison_act_file_find (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/act-file/bad", test_bad);
  g_test_add_func ("/store/act-file/good", test_good);
  g_test_add_func ("/store/act-file/own", test_own);
  return g_test_run ();
}
