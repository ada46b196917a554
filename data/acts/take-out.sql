-- The gate: whatever leaves the company is asked for here first, and is known from then on.
-- n is what the program counted: what is done with rows that were read nobody can tell from here, whoever reads by a
-- program of their own. The program's own writers take no more than they asked for.
--@ act take-out
--@ right anyone
--@ arg kind text
--@ arg what text
--@ arg n int
--@ refuse bad-argument
SELECT 'kind' AS argument WHERE :kind NOT IN ('csv', 'xlsx', 'vcard', 'pdf', 'image', 'print', 'clipboard')
UNION ALL SELECT 'n' WHERE :n < 0 OR :n > 1000000000
--@ let wanted text
CASE WHEN :kind IN ('csv', 'xlsx', 'vcard') THEN 'customer.export' WHEN :kind = 'clipboard' THEN ''
  ELSE 'customer.print' END
--@ refuse may-not-take-out
SELECT :kind AS kind, :wanted AS needed WHERE :me > 0 AND :wanted <> '' AND NOT EXISTS (SELECT 1 FROM person p
  JOIN role_right rr ON rr.role = p.role WHERE p.id = :me AND rr.name = :wanted)
--@ refuse one-at-a-time
SELECT :n AS n WHERE :me > 0 AND :kind = 'clipboard' AND :n > 1
-- In parts it is no less than at once.
--@ let gone int
(SELECT coalesce(sum(r.n), 0) FROM release r WHERE r.person = :me AND r.day >= :today AND r.kind <> 'clipboard')
--@ let consented int
coalesce((SELECT sum(q.granted) FROM request q WHERE q.person = :me AND q.kind = 'export' AND q.state = 'granted'
  AND q.until_day >= :today), 0)
--@ refuse needs-consent
SELECT :n AS n, :gone AS gone, l.n + :consented AS allowed FROM person p JOIN role_limit l ON l.role = p.role AND l.name = 'export_rows'
 WHERE p.id = :me AND :kind <> 'clipboard' AND :n + :gone > l.n + :consented
--@ let release int
@newid(release)
--@ do 1
INSERT INTO release(id, act, person, kind, what, n, at, day)
SELECT :release, :act, :me, :kind, :what, :n, :now, :today
--@ audit
SELECT 'release', :release, :kind, NULL, CAST(:n AS TEXT)
--@ give release
:release
--@ give at
:now
--@ final it has left
