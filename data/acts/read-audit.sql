-- Searching what others did is itself known.
--@ act read-audit
--@ right audit.see
--@ arg text text
--@ arg person int?
--@ audit
SELECT 'audit', coalesce(:person, 0), 'read', NULL, :text
--@ final it was read
