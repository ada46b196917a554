-- The clock of the computer on which that person works cannot be right, after all that was done before.
--@ act note-clock
--@ right program
--@ arg person int
--@ arg seconds int
--@ audit
SELECT 'clock', :person, CASE WHEN :seconds < 0 THEN 'behind' ELSE 'ahead' END, NULL, CAST(abs(:seconds) AS TEXT)
--@ final it was seen
