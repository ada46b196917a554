-- An earlier version cut keys by triggers, at 500 characters; the functions that make them do it now.
DO $$
BEGIN
  IF to_regprocedure('shorten_keys()') IS NOT NULL THEN
    UPDATE customer AS c SET name_key = name_key(c.name), sort_key = sort_key(c.name), phone_key = phone_key(c.phone)
     WHERE length(c.name_key) = 500 OR length(c.sort_key) = 500 OR length(c.phone_key) = 500;
    UPDATE contact AS c SET name_key = name_key(c.name), phone_key = phone_key(c.phone), mobile_key = phone_key(c.mobile)
     WHERE length(c.name_key) = 500 OR length(c.phone_key) = 500 OR length(c.mobile_key) = 500;
    UPDATE product AS p SET name_key = name_key(p.name) WHERE length(p.name_key) = 500;
    DROP FUNCTION shorten_keys() CASCADE;
  END IF;
END
$$;
