-- A company that is made up says so for ever, and only such a company can be filled with a made-up past.
--@ act mark-as-sample
--@ right sample.load
--@ refuse company-not-empty
SELECT c.id AS customer FROM customer c
--@ do any
INSERT INTO setting(key, value) SELECT 'sample', '1' WHERE NOT EXISTS (SELECT 1 FROM setting s WHERE s.key = 'sample')
--@ audit
SELECT 'setting', 0, 'sample', NULL, '1'
--@ final a sample is thrown away whole
