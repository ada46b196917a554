-- Takes apart the names that are not yet: of a company that an earlier version made. Both engines run it behind the
-- migrations.
INSERT INTO customer_parts(customer, parts)
SELECT c.id, name_parts(c.name) FROM customer c WHERE c.id NOT IN (SELECT p.customer FROM customer_parts p);
INSERT INTO customer_gram(gram, customer)
SELECT DISTINCT w.gram, w.customer
  FROM (SELECT name_gram(p.parts, n.n) AS gram, p.customer AS customer FROM customer_parts p CROSS JOIN gram_number n WHERE n.n <= 4
        UNION ALL SELECT 'm' || company_domain(c.email), c.id FROM customer c WHERE c.email IS NOT NULL) AS w
 WHERE w.gram IS NOT NULL AND NOT EXISTS (SELECT 1 FROM customer_gram g)
 ORDER BY 1, 2;
