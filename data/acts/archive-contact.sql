--@ act archive-contact
--@ right contact.edit
--@ arg contact int
--@ refuse no-such-contact
SELECT :contact AS contact WHERE NOT EXISTS (SELECT 1 FROM contact x WHERE x.id = :contact)
--@ let customer int
(SELECT x.customer FROM contact x WHERE x.id = :contact)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(x.owner)
--@ refuse archived
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND c.archived = 1
--@ refuse nothing-to-do
SELECT t.id AS contact FROM contact t WHERE t.id = :contact AND t.archived = 1
--@ do 1
UPDATE contact SET archived = 1, version = version + 1 WHERE id = :contact
--@ audit
SELECT 'contact', :contact, 'archived', '0', '1'
--@ refresh
SELECT :customer
--@ undo
--@ let contact int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'contact' AND r.field = 'archived')
--@ let customer int
(SELECT x.customer FROM contact x WHERE x.id = :contact)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(x.owner)
--@ refuse changed-since
SELECT :contact AS contact WHERE NOT EXISTS (SELECT 1 FROM contact t WHERE t.id = :contact AND t.archived = 1)
--@ do 1
UPDATE contact SET archived = 0, version = version + 1 WHERE id = :contact
--@ refresh
SELECT :customer
