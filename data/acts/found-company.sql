-- A new company: who owns it, who may do what, and the words that people begin with.
--@ act found-company
--@ right program
--@ arg company text?
--@ arg currency text
--@ arg time_zone text
--@ arg chinese int
--@ arg login text
--@ arg name text?
--@ refuse founded-already
SELECT p.id AS person FROM person p
--@ refuse empty-name
SELECT 'login' AS field WHERE trim(:login) = ''
--@ refuse bad-currency
SELECT :currency AS currency WHERE length(:currency) <> 3 OR upper(:currency) <> :currency
--@ do any
INSERT INTO setting(key, value)
SELECT w.key, w.value FROM (SELECT 'company' AS key, coalesce(:company, '') AS value
  UNION ALL SELECT 'currency', :currency UNION ALL SELECT 'time_zone', :time_zone
  UNION ALL SELECT 'founded_day', CAST(:today AS TEXT)) AS w
--@ let root int
@newid(team)
--@ do 1
INSERT INTO team(id, name, parent, path)
VALUES (:root, CASE WHEN :chinese = 1 THEN '公司' ELSE 'Company' END, NULL, '/' || CAST(:root AS TEXT) || '/')
--@ do 7
WITH words(key, english, chinese) AS (VALUES
  ('owner', 'Owner', '老板'), ('manager', 'Sales manager', '销售经理'), ('lead', 'Team lead', '团队主管'),
  ('salesperson', 'Salesperson', '销售员'), ('assistant', 'Assistant', '助理'), ('administrator', 'Administrator', '管理员'),
  ('auditor', 'Auditor', '审计员'))
INSERT INTO role(id, key, name)
SELECT @newid(role), w.key, CASE WHEN :chinese = 1 THEN w.chinese ELSE w.english END FROM words w
-- The strictest scopes with which each can work; '' is no right. An administrator holds no customers and has
-- what a salesperson has with scope own, since nobody gives a role that has more than their own.
--@ do any
WITH rights(name, owner, manager, lead, salesperson, assistant, administrator, auditor) AS (VALUES
  ('customer.see',      'all', 'all', 'below', 'own', 'team', 'own', 'all'),
  ('customer.create',   'all', 'all', 'below', 'own', 'team', 'own', ''),
  ('customer.edit',     'all', 'all', 'below', 'own', 'team', 'own', ''),
  ('customer.archive',  'all', 'all', 'below', '',    '',     '',    ''),
  ('customer.transfer', 'all', 'all', 'below', '',    '',     '',    ''),
  ('customer.claim',    'all', 'all', 'below', 'own', '',     'own', ''),
  ('customer.release',  'all', 'all', 'below', 'own', '',     'own', ''),
  ('customer.merge',    'all', 'all', 'below', 'own', '',     'own', ''),
  ('customer.export',   'all', 'all', '',      '',    '',     '',    ''),
  ('customer.print',    'all', 'all', '',      '',    '',     '',    ''),
  ('contact.edit',      'all', 'all', 'below', 'own', 'team', 'own', ''),
  ('contact.disclose',  'all', 'all', 'below', 'own', 'team', 'own', ''),
  ('activity.log',      'all', 'all', 'below', 'own', 'team', 'own', ''),
  ('activity.correct',  'all', 'all', 'below', 'own', 'own',  'own', ''),
  ('task.see',          'all', 'all', 'below', 'own', 'team', 'own', 'all'),
  ('task.edit',         'all', 'all', 'below', 'own', 'team', 'own', ''),
  ('deal.see',          'all', 'all', 'below', 'own', 'team', 'own', 'all'),
  ('deal.edit',         'all', 'all', 'below', 'own', '',     'own', ''),
  ('deal.close',        'all', 'all', 'below', 'own', '',     'own', ''),
  ('deal.reopen',       'all', 'all', 'below', '',    '',     '',    ''),
  ('contract.edit',     'all', 'all', 'below', 'own', '',     'own', ''),
  ('payment.record',    'all', 'all', 'below', '',    'team', '',    ''),
  ('payment.void',      'all', 'all', '',      '',    '',     '',    ''),
  ('pool.edit',         'all', 'all', '',      '',    '',     '',    ''),
  ('pool.fall',         'all', 'all', 'below', '',    '',     '',    ''),
  ('product.edit',      'all', 'all', '',      '',    '',     '',    ''),
  ('person.edit',       'all', '',    '',      '',    '',     'all', ''),
  ('person.password',   'all', '',    '',      '',    '',     'all', ''),
  ('team.edit',         'all', '',    '',      '',    '',     'all', ''),
  ('role.edit',         'all', '',    '',      '',    '',     '',    ''),
  ('setting.edit',      'all', '',    '',      '',    '',     'all', ''),
  ('import.customers',  'all', 'all', '',      '',    '',     '',    ''),
  ('import.other',      'all', 'all', '',      '',    '',     '',    ''),
  ('import.people',     'all', '',    '',      '',    '',     'all', ''),
  ('backup.make',       'all', '',    '',      '',    '',     'all', ''),
  ('sample.load',       'all', '',    '',      '',    '',     '',    ''),
  ('audit.see',         'all', 'own', 'own',   'own', 'own',  'own', 'all'),
  ('signal.see',        'all', 'all', 'below', 'own', 'own',  'own', 'all'),
  ('request.see',       'all', 'all', 'below', 'own', 'own',  'own', 'all'),
  ('request.decide',    'all', 'all', 'below', '',    '',     '',    ''),
  ('view.own',          'own', 'own', 'own',   'own', 'own',  'own', 'own'),
  ('view.share',        'all', 'all', '',      '',    '',     '',    '')),
reaching(name, role, scope) AS (
  SELECT r.name, 'owner', r.owner FROM rights r UNION ALL SELECT r.name, 'manager', r.manager FROM rights r
  UNION ALL SELECT r.name, 'lead', r.lead FROM rights r
  UNION ALL SELECT r.name, 'salesperson', r.salesperson FROM rights r
  UNION ALL SELECT r.name, 'assistant', r.assistant FROM rights r
  UNION ALL SELECT r.name, 'administrator', r.administrator FROM rights r
  UNION ALL SELECT r.name, 'auditor', r.auditor FROM rights r)
INSERT INTO role_right(role, name, scope)
SELECT o.id, q.name, q.scope FROM reaching q JOIN role o ON o.key = q.role WHERE q.scope <> ''
--@ do any
INSERT INTO role_field(role, relation, field, rule)
SELECT o.id, f.relation, f.field, CASE WHEN o.key IN ('auditor', 'administrator') THEN 'hidden' ELSE 'masked' END
  FROM role o CROSS JOIN detail_field f
--@ do any
WITH limits(role, name, n) AS (VALUES
  ('owner', 'disclosures_a_day', 200), ('manager', 'disclosures_a_day', 150), ('lead', 'disclosures_a_day', 80),
  ('salesperson', 'disclosures_a_day', 40), ('assistant', 'disclosures_a_day', 40),
  ('administrator', 'disclosures_a_day', 0), ('auditor', 'disclosures_a_day', 0),
  ('lead', 'bulk_rows', 500), ('salesperson', 'bulk_rows', 50), ('assistant', 'bulk_rows', 50),
  ('administrator', 'bulk_rows', 50), ('owner', 'export_rows', 20000), ('manager', 'export_rows', 2000))
INSERT INTO role_limit(role, name, n) SELECT o.id, l.name, l.n FROM limits l JOIN role o ON o.key = l.role
--@ let person int
@newid(person)
--@ do 1
INSERT INTO person(id, login, name, sort_key, team, role, joined_day)
SELECT :person, trim(:login), coalesce(:name, trim(:login)), sort_key(coalesce(:name, trim(:login))), :root, o.id, :today
  FROM role o WHERE o.key = 'owner'
--@ do any
WITH words(list, position, key, english, chinese) AS (VALUES
  ('level', 1, 'A', 'A', 'A'), ('level', 2, 'B', 'B', 'B'), ('level', 3, 'C', 'C', 'C'), ('level', 4, 'D', 'D', 'D'),
  ('source', 1, 'referral', 'Referral', '转介绍'), ('source', 2, 'exhibition', 'Exhibition', '展会'),
  ('source', 3, 'website', 'Website', '官网'), ('source', 4, 'cold-call', 'Cold call', '陌生拜访'),
  ('source', 5, 'partner', 'Partner', '合作伙伴'), ('source', 6, 'advertising', 'Advertising', '广告'),
  ('source', 7, 'import', 'Import', '导入'),
  ('channel', 1, 'direct', 'Direct', '直销'), ('channel', 2, 'reseller', 'Reseller', '经销商'),
  ('channel', 3, 'online', 'Online', '线上'), ('channel', 4, 'telephone', 'Telephone', '电话'),
  ('industry', 1, 'manufacturing', 'Manufacturing', '制造业'), ('industry', 2, 'electronics', 'Electronics', '电子'),
  ('industry', 3, 'software', 'Software and IT', '软件与信息技术'), ('industry', 4, 'trade', 'Wholesale and retail', '批发零售'),
  ('industry', 5, 'construction', 'Construction', '建筑'), ('industry', 6, 'logistics', 'Transport and logistics', '交通物流'),
  ('industry', 7, 'finance', 'Finance', '金融'), ('industry', 8, 'medical', 'Medical', '医疗'),
  ('industry', 9, 'education', 'Education', '教育'), ('industry', 10, 'energy', 'Energy', '能源'),
  ('industry', 11, 'catering', 'Food and catering', '餐饮食品'), ('industry', 12, 'services', 'Services', '服务业'),
  ('industry', 13, 'public', 'Public sector', '政府机关'), ('industry', 14, 'other', 'Other', '其他'),
  ('category', 1, 'prospect', 'Prospect', '潜在客户'), ('category', 2, 'customer', 'Customer', '成交客户'),
  ('category', 3, 'key-account', 'Key account', '重点客户'), ('category', 4, 'partner', 'Partner', '合作伙伴'),
  ('category', 5, 'former', 'Former customer', '流失客户'),
  ('outcome', 1, 'reached', 'Reached', '已联系上'), ('outcome', 2, 'no-answer', 'No answer', '未接通'),
  ('outcome', 3, 'interested', 'Interested', '有意向'), ('outcome', 4, 'wants-quote', 'Wants a quote', '要求报价'),
  ('outcome', 5, 'call-back', 'Call back later', '稍后联系'), ('outcome', 6, 'not-interested', 'Not interested', '无意向'),
  ('lost-reason', 1, 'price', 'Price', '价格'), ('lost-reason', 2, 'relationship', 'Relationship', '客情关系'),
  ('lost-reason', 3, 'delivery-time', 'Delivery time', '交期'), ('lost-reason', 4, 'product-fit', 'Product does not fit', '产品不符'),
  ('lost-reason', 5, 'no-decision', 'No decision', '未作决定'), ('lost-reason', 6, 'service', 'Service', '服务'),
  ('product-category', 1, 'goods', 'Goods', '产品'), ('product-category', 2, 'service', 'Services', '服务'))
INSERT INTO choice(id, list, key, name, position)
SELECT @newid(choice), w.list, w.key, CASE WHEN :chinese = 1 THEN w.chinese ELSE w.english END, w.position FROM words w
--@ do 6
WITH words(position, key, english, chinese, kind, probability, rest_days) AS (VALUES
  (1, 'lead', 'Lead', '线索', 'open', 10, 14), (2, 'needs', 'Needs', '需求确认', 'open', 30, 21),
  (3, 'quote', 'Quote', '报价', 'open', 50, 14), (4, 'contract', 'Contract', '合同洽谈', 'open', 80, 21),
  (5, 'won', 'Won', '赢单', 'won', 100, 0), (6, 'lost', 'Lost', '输单', 'lost', 0, 0))
INSERT INTO stage(id, key, name, kind, position, probability, rest_days)
SELECT @newid(stage), w.key, CASE WHEN :chinese = 1 THEN w.chinese ELSE w.english END, w.kind, w.position,
  w.probability, nullif(w.rest_days, 0) FROM words w
--@ audit
SELECT 'person', :person, '', NULL, trim(:login)
--@ give person
:person
--@ final a company begins once
