-- The company was brought back from a backup: the record says so, and from which file.
--@ act restore-company
--@ right program
--@ arg file text
--@ arg epoch int
--@ let before text
(CAST(:epoch - 1 AS TEXT))
--@ audit
SELECT 'setting', 0, 'epoch', :before, CAST(:epoch AS TEXT)
--@ audit
SELECT 'setting', 0, 'restored_from', NULL, :file
--@ final what came after the backup is not there
