-- Whether a colleague contacted another company of the family of :customer within the days of the rule for
-- :family_purpose before :moment, and who, for whoever should talk to them first. Where the rule only warns, a reason given as
-- :although passes.
--@ let family_rule text
(SELECT f.rule FROM family_rule f WHERE f.purpose = :family_purpose)
--@ let family_from int
(SELECT day_add(day_of(:moment), -f.days) FROM family_rule f WHERE f.purpose = :family_purpose)
--@ refuse family-contacted
WITH RECURSIVE up(id) AS (SELECT :customer WHERE :family_rule <> 'none' AND :me > 0
    AND (:family_rule = 'block' OR coalesce(trim(:although), '') = '')
  UNION SELECT c.parent FROM up u JOIN customer c ON c.id = u.id WHERE c.parent IS NOT NULL),
down(id) AS (SELECT u.id FROM up u JOIN customer c ON c.id = u.id WHERE c.parent IS NULL
  UNION SELECT c.id FROM down d JOIN customer c ON c.parent = d.id)
SELECT a.person AS person, p.name AS name, a.day AS day, :family_rule AS rule,
  CASE WHEN @reaches(customer.see, c.owner) THEN c.id END AS customer
  FROM down d JOIN activity a ON a.customer = d.id JOIN customer c ON c.id = d.id JOIN person p ON p.id = a.person
 WHERE d.id <> :customer AND a.person <> :me AND a.kind <> 'note' AND a.voided = 0 AND a.corrected_by IS NULL
  AND a.day >= :family_from AND a.at <= :moment
 ORDER BY a.at DESC, a.id DESC LIMIT 1
