-- What a rule refused, asked of whoever may allow it.
--@ act ask-for
--@ right request.see
--@ arg kind text
--@ arg n int?
--@ arg text text?
--@ refuse bad-argument
SELECT 'kind' AS argument WHERE :kind NOT IN ('disclosures', 'export', 'bulk', 'other')
UNION ALL SELECT 'n' WHERE :n < 1 OR :n > 10000000 OR (:n IS NULL AND :kind <> 'other')
UNION ALL SELECT 'text' WHERE :kind = 'other' AND trim(coalesce(:text, '')) = ''
--@ refuse asked-already
SELECT q.id AS request FROM request q WHERE q.person = :me AND q.kind = :kind AND q.state = 'open'
  AND q.text IS NOT DISTINCT FROM :text
--@ let request int
@newid(request)
--@ do 1
INSERT INTO request(id, act, person, kind, n, text, at, day)
SELECT :request, :act, :me, :kind, :n, :text, :now, :today
--@ audit
SELECT 'request', :request, '', NULL, :kind
--@ give request
:request
--@ undo
--@ let request int
(SELECT r.record FROM act_row r WHERE r.act = :undone)
--@ refuse out-of-reach
SELECT q.person AS person FROM request q WHERE q.id = :request AND :me > 0 AND q.person <> :me
--@ refuse changed-since
SELECT q.id AS request FROM request q WHERE q.id = :request AND q.state <> 'open'
--@ do 1
UPDATE request SET state = 'withdrawn', decided_by = :me, decided_at = :now WHERE id = :request
