--@ act load-sample-contacts
--@ right sample.load
--@ rows contacts
--@ column customer int
--@ column name text
--@ column title text?
--@ column phone text?
--@ column mobile text?
--@ column email text?
--@ column birthday int?
--@ column main int
--@ column created_at time
--@ column created_by int?
--@ refuse not-a-sample
SELECT 1 AS setting WHERE NOT EXISTS (SELECT 1 FROM setting s WHERE s.key = 'sample')
--@ bulk contact
--@ each contacts
--@ do 1
INSERT INTO contact(id, customer, name, name_key, title, phone, phone_key, mobile, mobile_key, email, birthday, main,
  created_at, created_by)
VALUES (@newid(contact), :customer, :name, name_key(:name), :title, :phone, phone_key(:phone), :mobile,
  phone_key(:mobile), :email, :birthday, :main, :created_at, :created_by)
--@ end
--@ give n
(SELECT count(*) FROM contact)
--@ audit
SELECT 'contact', 0, 'loaded', NULL, CAST((SELECT count(*) FROM contact) AS TEXT)
--@ final a sample is thrown away whole
