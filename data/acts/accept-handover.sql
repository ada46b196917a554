-- The receiver, or whoever could give it to them, says that they take it.
--@ act accept-handover
--@ right customer.see
--@ arg handover int
--@ arg ids ids
--@ refuse no-such-item
SELECT c.id AS customer FROM @ids(ids) AS c WHERE NOT EXISTS (SELECT 1 FROM handover_item i
  WHERE i.handover = :handover AND i.customer = c.id)
--@ refuse out-of-reach
SELECT i.customer AS customer FROM handover_item i WHERE i.handover = :handover AND i.customer IN (SELECT c.id FROM @ids(ids) AS c)
  AND i.to_person IS DISTINCT FROM :me AND NOT @reaches(customer.transfer, i.to_person)
--@ refuse decided-already
SELECT i.customer AS customer, i.state AS state FROM handover_item i WHERE i.handover = :handover
  AND i.customer IN (SELECT c.id FROM @ids(ids) AS c) AND i.state <> 'proposed'
--@ let n int
(SELECT count(DISTINCT c.id) FROM @ids(ids) AS c)
--@ do n
UPDATE handover_item SET state = 'accepted', decided_at = :now WHERE handover = :handover
  AND customer IN (SELECT c.id FROM @ids(ids) AS c)
--@ audit
SELECT 'customer', i.customer, 'handover', 'proposed', 'accepted' FROM handover_item i WHERE i.handover = :handover
  AND i.customer IN (SELECT c.id FROM @ids(ids) AS c)
UNION ALL SELECT 'handover', :handover, '', NULL, 'accepted'
--@ give n
:n
--@ undo
--@ let handover int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'handover')
--@ refuse out-of-reach
SELECT i.customer AS customer FROM handover_item i JOIN act_row r ON r.act = :undone AND r.relation = 'customer'
  AND r.record = i.customer WHERE i.handover = :handover
  AND i.to_person IS DISTINCT FROM :me AND NOT @reaches(customer.transfer, i.to_person)
--@ refuse changed-since
SELECT i.customer AS customer FROM handover_item i JOIN act_row r ON r.act = :undone AND r.relation = 'customer'
  AND r.record = i.customer WHERE i.handover = :handover AND i.state <> 'accepted'
--@ do any
UPDATE handover_item SET state = 'proposed', decided_at = NULL WHERE handover = :handover
  AND customer IN (SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'customer')
