-- What acts keep of each customer, made anew from where it comes from. `refresh` compares with it and
-- writes what differs; the check of a company compares everything.
SELECT c.id AS id,
  CASE WHEN coalesce(c.phone, c.email) IS NOT NULL THEN 15 ELSE 0 END
  + CASE WHEN c.address IS NOT NULL THEN 5 ELSE 0 END
  + CASE WHEN c.region IS NOT NULL THEN 10 ELSE 0 END
  + CASE WHEN c.industry IS NOT NULL THEN 10 ELSE 0 END
  + CASE WHEN c.category IS NOT NULL THEN 10 ELSE 0 END
  + CASE WHEN c.level IS NOT NULL THEN 10 ELSE 0 END
  + CASE WHEN c.source IS NOT NULL THEN 10 ELSE 0 END
  + CASE WHEN c.credit_code IS NOT NULL THEN 10 ELSE 0 END
  + CASE WHEN c.website IS NOT NULL THEN 5 ELSE 0 END
  + CASE WHEN EXISTS (SELECT 1 FROM contact t WHERE t.customer = c.id AND t.archived = 0) THEN 10 ELSE 0 END
  + CASE WHEN EXISTS (SELECT 1 FROM contact t WHERE t.customer = c.id AND t.archived = 0
      AND coalesce(t.mobile, t.phone, t.email) IS NOT NULL) THEN 5 ELSE 0 END AS completeness,
  (SELECT a.at FROM activity a WHERE a.customer = c.id AND a.kind <> 'note' AND a.voided = 0
     AND a.corrected_by IS NULL ORDER BY a.at DESC, a.id DESC LIMIT 1) AS last_contact_at,
  (SELECT a.day FROM activity a WHERE a.customer = c.id AND a.kind <> 'note' AND a.voided = 0
     AND a.corrected_by IS NULL ORDER BY a.at DESC, a.id DESC LIMIT 1) AS last_contact_day,
  (SELECT t.due_at FROM task t WHERE t.customer = c.id AND t.done_at IS NULL AND t.dropped = 0
     ORDER BY t.due_at, t.id LIMIT 1) AS next_due_at,
  (SELECT t.id FROM task t WHERE t.customer = c.id AND t.done_at IS NULL AND t.dropped = 0
     ORDER BY t.due_at, t.id LIMIT 1) AS next_task,
  coalesce(
    (SELECT d.stage FROM deal d JOIN stage s ON s.id = d.stage WHERE d.customer = c.id AND d.status = 'open'
       ORDER BY s.position DESC, s.id DESC LIMIT 1),
    (SELECT d.stage FROM deal d JOIN stage s ON s.id = d.stage WHERE d.customer = c.id AND d.status = 'won'
       ORDER BY s.position DESC, s.id DESC LIMIT 1)) AS stage
FROM customer c
