-- Names, phones, mail addresses, codes and days in the server: the same bytes as src/base gives, so that the
-- rules hold for whoever writes. Run with search_path garrison, after the constants text_… that the program
-- makes of its own tables. Backslashes stand only in E'…', which reads the same in every session.
--
-- Most work goes character by character: a PL/pgSQL loop over constants costs a tenth of a microsecond a step.

-- What a key of more than 2,000 octets (GARRISON_TEXT_KEY_MAX) keeps: whole characters within them.
CREATE OR REPLACE FUNCTION text_cut (key text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  octets constant bytea := convert_to(key, 'UTF8');
  n int := 2000;
BEGIN
  WHILE get_byte(octets, n) & 192 = 128 LOOP
    n := n - 1;
  END LOOP;
  RETURN convert_from(substring(octets FROM 1 FOR n), 'UTF8');
END
$$;

-- Canonical order and composition of what is taken apart already; library 'casefold' (ICU) or 'nfkc' (GLib,
-- which forgets a mark in the way after each composition).
CREATE OR REPLACE FUNCTION text_compose (a text, library text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  icu constant boolean := library = 'casefold';
  chars text[] := string_to_array(a, NULL);
  classes int[] := '{}';
  composed text[] := '{}';
  composed_classes int[] := '{}';
  c text;
  whole text;
  class int;
  before int := 0;
  ordered boolean := true;
  plain boolean := true;
  n int := 0;
  starter int := 0;
  u int;
  s int;
BEGIN
  FOREACH c IN ARRAY chars LOOP
    u := ascii(c);
    IF u < 768 THEN
      class := 0;
    ELSE
      class := coalesce(CASE WHEN icu THEN (text_casefold_classes())[width_bucket(u, text_casefold_bounds())]
                             ELSE (text_nfkc_classes())[width_bucket(u, text_nfkc_bounds())] END, 0);
      -- Starters that join the one before are jamo and vowel signs.
      plain := plain AND class = 0 AND (u >= 12352 AND u < 44032 OR u >= 65536 AND u < 69632 OR u >= 126976);
    END IF;
    classes := classes || class;
    ordered := ordered AND (class = 0 OR class >= before);
    before := class;
  END LOOP;
  IF plain THEN
    RETURN a;
  END IF;
  IF NOT ordered THEN
    SELECT array_agg(y.c ORDER BY y.segment, y.class, y.n), array_agg(y.class ORDER BY y.segment, y.class, y.n)
      INTO chars, classes
      FROM (SELECT x.c, x.class, x.n, count(*) FILTER (WHERE x.class = 0) OVER (ORDER BY x.n) AS segment
              FROM unnest(chars, classes) WITH ORDINALITY AS x(c, class, n)) AS y;
  END IF;
  before := 0;
  FOR i IN 1 .. cardinality(chars) LOOP
    c := chars[i];
    class := classes[i];
    whole := NULL;
    IF starter > 0 AND (before = 0 OR before < class) THEN
      s := ascii(composed[starter]);
      u := ascii(c);
      IF s BETWEEN 4352 AND 4370 AND u BETWEEN 4449 AND 4469 THEN
        whole := chr(44032 + ((s - 4352) * 21 + u - 4449) * 28);
      ELSIF s BETWEEN 44032 AND 55203 AND (s - 44032) % 28 = 0 AND u BETWEEN 4520 AND 4546 THEN
        whole := chr(s + u - 4519);
      ELSIF icu THEN
        whole := text_casefold_pairs() ->> (composed[starter] || c);
      ELSE
        whole := text_nfkc_pairs() ->> (composed[starter] || c);
      END IF;
    END IF;
    IF whole IS NOT NULL THEN
      composed[starter] := whole;
      IF NOT icu THEN
        before := CASE WHEN n = starter THEN 0 ELSE composed_classes[n - 1] END;
      END IF;
    ELSE
      n := n + 1;
      composed[n] := c;
      composed_classes[n] := class;
      before := class;
      IF class = 0 THEN
        starter := n;
      END IF;
    END IF;
  END LOOP;
  RETURN array_to_string(composed, '');
END
$$;

-- Folding where characters depend on their neighbours: NFKC_Casefold, then the table and no marks behind
-- Latin letters; taking off marks may let others compose, so it goes on until nothing changes.
CREATE OR REPLACE FUNCTION text_fold_slow (a text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  before text := ltrim(regexp_replace(a, E'[\x01-\x20\x7f\u0080-\u009f]+', ' ', 'g'), ' ');
  folded text;
  c text;
  u int;
  v int;
  last text;
  latin boolean;
BEGIN
  FOR round IN 1 .. 8 LOOP
    folded := '';
    FOREACH c IN ARRAY string_to_array(before, NULL) LOOP
      folded := folded || coalesce(text_casefold_parts() ->> c, c);
    END LOOP;
    a := text_compose(folded, 'casefold');
    folded := '';
    latin := false;
    FOREACH c IN ARRAY string_to_array(a, NULL) LOOP
      u := ascii(c);
      CONTINUE WHEN latin AND width_bucket(u, text_accent_bounds()) % 2 = 1;
      v := coalesce((text_folds())[u], 0);
      IF v = 0 OR v = -2 THEN
        last := c;
        folded := folded || c;
      ELSIF v > 0 THEN
        last := chr(v);
        folded := folded || last;
      ELSIF v < -2 THEN
        last := (text_long_folds())[-2 - v];
        folded := folded || last;
        last := right(last, 1);
      END IF;
      latin := folded <> '' AND width_bucket(ascii(last), text_latin_bounds()) % 2 = 1;
    END LOOP;
    folded := btrim(regexp_replace(folded, '  +', ' ', 'g'), ' ');
    EXIT WHEN folded = before;
    before := folded;
  END LOOP;
  RETURN folded;
END
$$;

CREATE OR REPLACE FUNCTION text_fold (a text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  chars text[];
  c text;
  v int;
  plain boolean := true;
  folded text := '';
BEGIN
  IF octet_length(a) = length(a) THEN
    RETURN btrim(regexp_replace(lower(a COLLATE "C"), E'[\x01-\x20\x7f]+', ' ', 'g'), ' ');
  END IF;
  chars := string_to_array(a, NULL);
  FOREACH c IN ARRAY chars LOOP
    IF (text_folds())[ascii(c)] IS DISTINCT FROM 0 THEN
      plain := false;
      EXIT;
    END IF;
  END LOOP;
  IF plain THEN
    RETURN a;
  END IF;
  FOREACH c IN ARRAY chars LOOP
    v := (text_folds())[ascii(c)];
    IF v = 0 THEN
      folded := folded || c;
    ELSIF v > 0 THEN
      folded := folded || chr(v);
    ELSIF v < -2 THEN
      folded := folded || (text_long_folds())[-2 - v];
    ELSIF v IS DISTINCT FROM -1 THEN
      RETURN text_fold_slow(a);
    END IF;
  END LOOP;
  RETURN btrim(regexp_replace(folded, '  +', ' ', 'g'), ' ');
END
$$;

-- Characters of the place that the text begins with, its 省, 市 … included; 0 without one.
CREATE OR REPLACE FUNCTION text_place (a text) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  own text;
  ending text;
BEGIN
  IF a = '' OR strpos(text_place_heads(), left(a, 1)) = 0 THEN
    RETURN 0;
  END IF;
  FOR n IN REVERSE least(text_longest_place(), length(a)) .. 1 LOOP
    own := text_places() ->> left(a, n);
    CONTINUE WHEN own IS NULL;
    a := substr(a, n + 1);
    IF starts_with(a, own) THEN
      RETURN n + length(own);
    END IF;
    FOREACH ending IN ARRAY text_china_endings() LOOP
      IF starts_with(a, ending) THEN
        RETURN n + length(ending);
      END IF;
    END LOOP;
    RETURN n;
  END LOOP;
  RETURN 0;
END
$$;

-- Whether the text still tells one company from another: two characters that no trade word covers.
CREATE OR REPLACE FUNCTION text_distinctive (a text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  own int := 0;
  i int := 1;
  n constant int := length(a);
BEGIN
  <<characters>>
  WHILE i <= n LOOP
    IF strpos(text_trade_heads(), substr(a, i, 1)) > 0 THEN
      FOR k IN REVERSE least(text_longest_trade(), n - i + 1) .. 1 LOOP
        IF text_trades() ? substr(a, i, k) THEN
          i := i + k;
          CONTINUE characters;
        END IF;
      END LOOP;
    END IF;
    own := own + 1;
    EXIT WHEN own = 2;
    i := i + 1;
  END LOOP;
  RETURN own = 2;
END
$$;

-- Whether what is left of a name, before and behind what is taken out, is still a name.
CREATE OR REPLACE FUNCTION text_enough (before text, behind text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
BEGIN
  RETURN length(before) + length(behind) >= 2
     AND NOT (before ~ text_only_forms_pattern() AND behind ~ text_only_forms_pattern());
END
$$;

-- A Chinese key without legal forms and places; and the place that was taken off, if any.
CREATE OR REPLACE FUNCTION text_strip_chinese (key text, place text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  form text;
  before text;
  at int;
  found text;
BEGIN
  LOOP
    before := key;
    FOREACH form IN ARRAY text_inner_forms() LOOP
      LOOP
        at := strpos(key, form);
        EXIT WHEN at = 0 OR NOT text_enough(left(key, at - 1), substr(key, at + length(form)));
        key := left(key, at - 1) || substr(key, at + length(form));
      END LOOP;
    END LOOP;
    IF key ~ text_final_pattern() THEN
      FOREACH form IN ARRAY text_final_forms() LOOP
        CONTINUE WHEN length(key) <= length(form) OR right(key, length(form)) <> form;
        found := left(key, length(key) - length(form));
        EXIT WHEN key ~ text_branch_pattern() OR NOT text_enough(found, '');
        key := found;
      END LOOP;
    END IF;
    LOOP
      at := text_place(key);
      EXIT WHEN at = 0 OR NOT text_distinctive(substr(key, at + 1));
      place := left(key, at);
      key := substr(key, at + 1);
      FOREACH form IN ARRAY text_place_endings() LOOP
        IF length(place) > length(form) + 1 AND right(place, length(form)) = form THEN
          place := left(place, length(place) - length(form));
          EXIT;
        END IF;
      END LOOP;
    END LOOP;
    EXIT WHEN key = before;
  END LOOP;
  RETURN ARRAY[key, place];
END
$$;

-- The words of a folded text: a dot or apostrophe joins (S.A., O'Neil), other punctuation and a change of
-- script part. Beyond 64 words the early ones run together: legal forms stand at the end.
CREATE OR REPLACE FUNCTION text_words (folded text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  words text[] := '{}';
  n int := 0;
  c text;
  u int;
  word boolean;
  han boolean;
  word_before boolean := false;
  han_before boolean := false;
BEGIN
  IF octet_length(folded) = length(folded) THEN
    words := string_to_array(
      btrim(regexp_replace(translate(folded, '.''', ''), '[^a-zA-Z0-9]+', ' ', 'g'), ' '), ' ');
    n := cardinality(words);
  ELSE
    FOREACH c IN ARRAY string_to_array(folded, NULL) LOOP
      u := ascii(c);
      CONTINUE WHEN u IN (39, 46, 8217);
      word := CASE WHEN u BETWEEN 19968 AND 40959 THEN true ELSE width_bucket(u, text_word_bounds()) % 2 = 1 END;
      IF word THEN
        han := u > 12294 AND width_bucket(u, text_han_bounds()) % 2 = 1;
        IF NOT word_before OR han <> han_before THEN
          n := n + 1;
          words[n] := c;
        ELSE
          words[n] := words[n] || c;
        END IF;
        han_before := han;
      END IF;
      word_before := word;
    END LOOP;
  END IF;
  IF n > 64 THEN
    words := array_to_string(words[:n - 63], '') || words[n - 62:];
  END IF;
  RETURN words;
END
$$;

-- The characters of the place at the end of a key, behind its mark; 0 without one.
CREATE OR REPLACE FUNCTION text_marked_place (a text) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  place text;
BEGIN
  IF strpos(a, '@') = 0 THEN
    RETURN 0;
  END IF;
  place := split_part(a, '@', -1);
  RETURN CASE WHEN text_place(place) = length(place) THEN length(place) ELSE 0 END;
END
$$;

CREATE OR REPLACE FUNCTION name_key (a text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  key text := a;
  place text;
  folded text;
  words text[];
  n int;
  first int;
  latin boolean;
  other boolean;
  settled boolean;
  c text;
BEGIN
  n := text_marked_place(a);
  IF n > 0 THEN
    place := right(a, n);
    key := left(a, length(a) - n - 1);
  END IF;
  -- Marks may come to stand behind other letters, Latin legal forms to the end (Acme Ltd 公司).
  FOR round IN 0 .. 8 LOOP
    a := key;
    folded := text_fold(a);
    settled := true;
    IF folded ~ E'^[\u4e00-\u9fff]+$' THEN
      key := folded;
      latin := false;
      other := true;
    ELSE
      words := text_words(folded);
      n := cardinality(words);
      latin := folded ~ '[a-zA-Z]';
      other := octet_length(folded) <> length(folded);
      IF other THEN
        FOREACH c IN ARRAY string_to_array(folded, NULL) LOOP
          settled := settled AND coalesce((text_folds())[ascii(c)], -2) <> -2;
        END LOOP;
      END IF;
      IF n = 0 THEN
        key := folded; -- nothing but punctuation: then that
      ELSE
        first := CASE WHEN n > 1 AND words[1] = 'the' THEN 2 ELSE 1 END;
        IF latin THEN
          WHILE n > first AND words[n] = ANY (text_latin_forms()) LOOP
            n := n - 1;
          END LOOP;
        END IF;
        key := array_to_string(words[CASE WHEN latin THEN first ELSE 1 END:n], '');
      END IF;
    END IF;
    IF other THEN
      words := text_strip_chinese(key, place);
      key := words[1];
      place := words[2];
    END IF;
    EXIT WHEN settled AND NOT (latin AND other) OR round > 0 AND key = a;
  END LOOP;
  IF place IS NOT NULL AND key <> '' THEN
    key := key || '@' || place;
  END IF;
  RETURN CASE WHEN octet_length(key) > 2000 THEN text_cut(key) ELSE key END;
END
$$;

CREATE OR REPLACE FUNCTION name_core (a text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  key constant text := name_key(a);
  n constant int := text_marked_place(key);
BEGIN
  RETURN CASE WHEN n = 0 THEN key ELSE left(key, length(key) - n - 1) END;
END
$$;

-- Which word with a reading of its own stands at place i of the folded text; 0 for none. first: the number of
-- the first that begins with this character.
CREATE OR REPLACE FUNCTION text_read_word (folded text, i int, first int) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  here constant text := substr(folded, i);
  head constant text := left(here, 1);
  word text;
BEGIN
  LOOP
    word := (text_read_words())[first];
    IF left(word, 1) = '^' THEN -- a surname: at the beginning of a short name
      word := substr(word, 2);
      EXIT WHEN left(word, 1) <> head;
      IF i = 1 AND length(here) <= 4 AND starts_with(here, word) THEN
        RETURN first;
      END IF;
    ELSE
      EXIT WHEN word IS NULL OR left(word, 1) <> head;
      IF starts_with(here, word) THEN
        RETURN first;
      END IF;
    END IF;
    first := first + 1;
  END LOOP;
  RETURN 0;
END
$$;

CREATE OR REPLACE FUNCTION sort_key (a text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  folded constant text := text_fold(a);
  chars text[];
  c text;
  key text := '';
  i int := 0;
  n int;
  r int;
  u int;
  word int;
  last int := 0;
BEGIN
  IF octet_length(folded) = length(folded) THEN
    key := ltrim(regexp_replace(regexp_replace(folded, '[^a-zA-Z0-9 ]+', '', 'g'), '  +', ' ', 'g'), ' ');
    key := CASE WHEN key = '' THEN folded ELSE key END;
    RETURN CASE WHEN octet_length(key) > 2000 THEN text_cut(key) ELSE key END;
  END IF;
  chars := string_to_array(folded, NULL);
  n := cardinality(chars);
  FOREACH c IN ARRAY chars LOOP
    i := i + 1;
    CONTINUE WHEN i <= last;
    r := (text_readings())[ascii(c) - 12294];
    IF r > 0 THEN
      IF r & 1046528 > 0 THEN
        word := text_read_word(folded, i, (r >> 11) & 511);
        IF word > 0 THEN
          key := key || (text_word_sorted())[word];
          last := i - 1 + length((text_word_initials())[word]);
          CONTINUE;
        END IF;
      END IF;
      IF r & 2047 > 0 THEN
        key := key || (text_sorted_syllables())[r & 2047] || c;
        CONTINUE;
      END IF;
    END IF;
    u := ascii(c);
    IF u = 32 THEN -- separates Latin words; beside a Han character it says nothing
      IF i < n AND key <> '' AND right(key, 1) <> ' '
         AND width_bucket(ascii(chars[i - 1]), text_han_bounds()) % 2 = 0
         AND width_bucket(ascii(chars[i + 1]), text_han_bounds()) % 2 = 0 THEN
        key := key || c;
      END IF;
    ELSIF width_bucket(u, text_word_bounds()) % 2 = 1 THEN
      key := key || c;
    END IF;
  END LOOP;
  key := CASE WHEN key = '' THEN folded ELSE key END;
  RETURN CASE WHEN octet_length(key) > 2000 THEN text_cut(key) ELSE key END;
END
$$;

-- A field with one more variant, unless it has it.
CREATE OR REPLACE FUNCTION text_add_variant (field text, variant text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
BEGIN
  IF field = '' THEN
    RETURN variant;
  ELSIF variant = '' OR strpos(E'\x1e' || field || E'\x1e', E'\x1e' || variant || E'\x1e') > 0 THEN
    RETURN field;
  END IF;
  RETURN field || E'\x1e' || variant;
END
$$;

-- "acme trading ltd" → "atl".
CREATE OR REPLACE FUNCTION text_word_initials_of (folded text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  initials text := '';
  c text;
  u int;
  word boolean;
  in_word boolean := false;
BEGIN
  IF octet_length(folded) = length(folded) THEN
    RETURN regexp_replace(folded, E'([a-zA-Z0-9])[a-zA-Z0-9'']*|[^a-zA-Z0-9]', E'\\1', 'g');
  END IF;
  FOREACH c IN ARRAY string_to_array(folded, NULL) LOOP
    u := ascii(c);
    word := width_bucket(u, text_word_bounds()) % 2 = 1 OR in_word AND u IN (39, 8217);
    IF word AND NOT in_word THEN
      initials := initials || c;
    END IF;
    in_word := word;
  END LOOP;
  RETURN initials;
END
$$;

CREATE OR REPLACE FUNCTION search_text (name text, short_name text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  names text := '';
  pinyins text := '';
  initials text := '';
  a text;
  folded text;
  c text;
  i int;
  r int;
  word int;
  last int;
  syllable text;
  other text;
  pinyin text; -- of this name in the usual reading, and its initials
  heads text;
  n int;       -- other readings: where in the name, in pinyin and initials, how long, which
  at int[];
  pinyin_at int[];
  heads_at int[];
  lengths int[];
  others text[];
BEGIN
  IF name IS NULL THEN
    RETURN NULL;
  END IF;
  FOREACH a IN ARRAY ARRAY[name, short_name] LOOP
    CONTINUE WHEN a IS NULL;
    folded := text_fold(a);
    CONTINUE WHEN folded = '';
    names := CASE WHEN names = '' THEN folded ELSE names || E'\x1e' || folded END;
    IF octet_length(folded) = length(folded)
       OR folded !~ E'[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]' THEN
      initials := text_add_variant(initials, text_word_initials_of(folded));
      CONTINUE;
    END IF;
    pinyin := '';
    heads := '';
    n := 0;
    i := 0;
    last := 0;
    FOREACH c IN ARRAY string_to_array(folded, NULL) LOOP
      i := i + 1;
      CONTINUE WHEN i <= last;
      r := (text_readings())[ascii(c) - 12294];
      IF r > 0 THEN
        IF r & 1046528 > 0 THEN
          word := text_read_word(folded, i, (r >> 11) & 511);
          IF word > 0 THEN
            pinyin := pinyin || (text_word_pinyin())[word];
            heads := heads || (text_word_initials())[word];
            last := i - 1 + length((text_word_initials())[word]);
            CONTINUE;
          END IF;
        END IF;
        IF r & 2047 > 0 THEN
          syllable := (text_syllables())[r & 2047];
          IF r >= 1048576 AND n < 4 THEN
            FOREACH other IN ARRAY string_to_array((text_other_readings())[r >> 20], ' ') LOOP
              CONTINUE WHEN other = syllable;
              n := n + 1;
              EXIT WHEN n > 4;
              at[n] := i;
              pinyin_at[n] := length(pinyin);
              heads_at[n] := length(heads);
              lengths[n] := length(syllable);
              others[n] := other;
            END LOOP;
            n := least(n, 4);
          END IF;
          pinyin := pinyin || syllable;
          heads := heads || left(syllable, 1);
          CONTINUE;
        END IF;
      END IF;
      IF width_bucket(ascii(c), text_word_bounds()) % 2 = 1 THEN
        pinyin := pinyin || c;
        heads := heads || c;
      END IF;
    END LOOP;
    -- The usual reading; each other reading alone; two together if there are no more.
    pinyins := text_add_variant(pinyins, pinyin);
    initials := text_add_variant(initials, heads);
    FOR k IN 1 .. least(n, 3) LOOP
      pinyins := text_add_variant(pinyins, overlay(pinyin PLACING others[k] FROM pinyin_at[k] + 1 FOR lengths[k]));
      initials := text_add_variant(initials, overlay(heads PLACING left(others[k], 1) FROM heads_at[k] + 1 FOR 1));
    END LOOP;
    IF n = 2 AND at[1] <> at[2] THEN
      pinyin := overlay(pinyin PLACING others[2] FROM pinyin_at[2] + 1 FOR lengths[2]);
      pinyin := overlay(pinyin PLACING others[1] FROM pinyin_at[1] + 1 FOR lengths[1]);
      heads := overlay(heads PLACING left(others[2], 1) FROM heads_at[2] + 1 FOR 1);
      heads := overlay(heads PLACING left(others[1], 1) FROM heads_at[1] + 1 FOR 1);
      pinyins := text_add_variant(pinyins, pinyin);
      initials := text_add_variant(initials, heads);
    END IF;
  END LOOP;
  RETURN names || E'\x1f' || pinyins || E'\x1f' || initials;
END
$$;

-- A Chinese number as dialled in China. 17951 and 12593 are prefixes of cheap lines.
CREATE OR REPLACE FUNCTION text_domestic (digits text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
BEGIN
  IF digits ~ '^(17951|12593)[0-9]{11}$' THEN
    RETURN substr(digits, 6);
  ELSIF digits ~ '^01[3-9][0-9]{9}$' THEN
    RETURN substr(digits, 2);
  END IF;
  RETURN digits;
END
$$;

-- What follows +86: the area code lost its 0 there.
CREATE OR REPLACE FUNCTION text_domestic_from_abroad (digits text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
BEGIN
  IF starts_with(digits, '0') OR digits ~ '^1[3-9][0-9]{9}$' OR length(digits) < 9 THEN
    RETURN text_domestic(digits);
  ELSIF digits ~ '^[48]00[0-9]{7}$' THEN
    RETURN digits;
  END IF;
  RETURN '0' || digits;
END
$$;

CREATE OR REPLACE FUNCTION phone_key (a text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  folded text := text_fold(a);
  flat text := folded; -- as long; digits of all scripts are ASCII, other letters "a", a 、 is a comma
  c text;
  u int;
  n int;
  dash int;
  before int;
  digits text;
  international text;
BEGIN
  IF octet_length(folded) <> length(folded) THEN
    flat := '';
    FOREACH c IN ARRAY string_to_array(folded, NULL) LOOP
      u := ascii(c);
      flat := flat || CASE WHEN u < 128 THEN c
                           WHEN u = 12289 THEN ','
                           WHEN width_bucket(u, text_letter_bounds()) % 2 = 1 THEN 'a'
                           ELSE coalesce(text_digits() ->> c, '~') END;
    END LOOP;
  END IF;
  -- Up to the extension: a letter, "#" or a second number behind the first digit.
  n := coalesce(length(substring(flat FROM '^[^0-9]*[0-9][^a-zA-Z#/,;]*')), length(flat));
  -- The "-801" behind a whole land line number.
  dash := length(substring(left(flat, n) FROM '^(.*)-[^-]*$'));
  IF n - dash <= 6 THEN
    before := length(regexp_replace(left(flat, dash), '[^0-9]', '', 'g'));
    IF left(folded, 1) IN ('0', '(') AND before BETWEEN 10 AND 12
       OR left(folded, 1) NOT IN ('0', '(') AND starts_with(folded, '+86') AND length(folded) > 3
          AND before BETWEEN 12 AND 13 THEN
      n := dash;
    END IF;
  END IF;
  folded := left(folded, n);
  flat := left(flat, n);
  IF flat ~ '^[^0-9]*[+]' THEN
    dash := strpos(folded, '(0)'); -- the 0 in brackets is for callers at home
    IF dash > 0 THEN
      flat := left(flat, dash - 1) || substr(flat, dash + 3);
    END IF;
    digits := regexp_replace(flat, '[^0-9]', '', 'g');
    international := digits;
  ELSE
    digits := regexp_replace(flat, '[^0-9]', '', 'g');
  END IF;
  IF starts_with(digits, '00') AND length(digits) > 8 THEN
    international := substr(digits, 3);
  END IF;
  IF international IS NOT NULL THEN
    digits := CASE WHEN starts_with(international, '86') AND length(international) >= 9
                   THEN text_domestic_from_abroad(substr(international, 3))
                   WHEN international <> '' THEN '+' || international
                   ELSE '' END;
  ELSIF digits ~ '^86(1[3-9][0-9]{9}$|0[0-9]{9}|[0-9]{10,11}$)' THEN
    digits := text_domestic_from_abroad(substr(digits, 3));
  ELSE
    digits := text_domestic(digits);
  END IF;
  RETURN CASE WHEN octet_length(digits) > 2000 THEN text_cut(digits) ELSE nullif(digits, '') END;
END
$$;

-- An address without controls and invisible characters; NULL when it holds what no address does.
CREATE OR REPLACE FUNCTION text_clean_mail (a text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  chars constant text[] := string_to_array(a, NULL);
  clean text := '';
  c text;
  i int := 0;
  u int;
  l int := 0;
  r int;
  blank boolean := false;
BEGIN
  FOREACH c IN ARRAY chars LOOP
    i := i + 1;
    u := ascii(c);
    IF width_bucket(u, text_blank_bounds()) % 2 = 1 THEN
      blank := true;
    ELSIF width_bucket(u, text_invisible_bounds()) % 2 = 1 THEN
      -- What joins pictures of people stays in names; no address has it.
      r := coalesce(ascii(chars[i + 1]), 0);
      IF u = 8205 AND (l >= 126976 OR l = 65039 OR l BETWEEN 9728 AND 10239)
         AND (r >= 126976 OR r BETWEEN 9728 AND 10239) THEN
        RETURN NULL;
      END IF;
    ELSIF blank AND clean <> '' THEN
      RETURN NULL;
    ELSE
      blank := false;
      clean := clean || c;
      l := u;
    END IF;
  END LOOP;
  RETURN clean;
END
$$;

-- NFKC and small letters, as GLib has them.
CREATE OR REPLACE FUNCTION text_lower_nfkc (a text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  parts text := '';
  lowered text := '';
  chars text[];
  c text;
  i int := 0;
BEGIN
  FOREACH c IN ARRAY string_to_array(a, NULL) LOOP
    parts := parts || coalesce(text_nfkc_parts() ->> c, c);
  END LOOP;
  chars := string_to_array(text_compose(parts, 'nfkc'), NULL);
  FOREACH c IN ARRAY chars LOOP
    i := i + 1;
    IF ascii(c) = 931 THEN -- a sigma before no letter is a final one
      c := chr(CASE WHEN width_bucket(coalesce(ascii(chars[i + 1]), 0), text_letter_bounds()) % 2 = 1 THEN 963 ELSE 962 END);
    END IF;
    lowered := lowered || coalesce(text_lower() ->> c, c);
  END LOOP;
  RETURN lower(lowered COLLATE "C");
END
$$;

-- The domain of an address that may be one; else NULL.
CREATE OR REPLACE FUNCTION text_domain (address text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  at constant int := strpos(address, '@');
  local constant text := left(address, greatest(at - 1, 0));
  domain constant text := substr(address, at + 1);
  labels text[];
  label text;
  c text;
BEGIN
  IF at < 2 OR octet_length(address) > 254 OR octet_length(local) > 64 OR strpos(domain, '.') = 0
     OR local ~ E'^[.]|[.]$|[.][.]|[\x01-\x20\x7f()<>\\[\\]:;,\\\\"]' THEN
    RETURN NULL;
  END IF;
  IF octet_length(address) <> length(address) THEN
    FOREACH c IN ARRAY string_to_array(address, NULL) LOOP
      IF width_bucket(ascii(c), text_never_in_mail_bounds()) % 2 = 1 THEN
        RETURN NULL;
      END IF;
    END LOOP;
  END IF;
  labels := string_to_array(domain, '.');
  FOREACH label IN ARRAY labels LOOP
    IF label = '' OR octet_length(label) > 63 OR label ~ E'^-|-$|[^-0-9A-Za-z\u0080-\U0010ffff]' THEN
      RETURN NULL;
    END IF;
  END LOOP;
  RETURN CASE WHEN labels[cardinality(labels)] ~ '[^0-9]' THEN domain END;
END
$$;

CREATE OR REPLACE FUNCTION mail_domain (a text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  behind text;
BEGIN
  IF a ~ '^[!-;=-~]*$' THEN
    RETURN text_domain(lower(a COLLATE "C"));
  END IF;
  IF strpos(a, '<') > 0 THEN
    behind := split_part(a, '<', -1);
    IF strpos(behind, '>') > 0 THEN
      a := split_part(behind, '>', 1);
    END IF;
  END IF;
  RETURN text_domain(text_lower_nfkc(text_clean_mail(a)));
END
$$;

-- GB 32100-2015: 31 - (sum of value × 3^place mod 31) mod 31 over the first 17 gives the last.
CREATE OR REPLACE FUNCTION credit_code (a text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  alphabet constant text := '0123456789ABCDEFGHJKLMNPQRTUWXY';
  code constant text := upper(translate(text_fold(a), ' -', '') COLLATE "C");
  sum int := 0;
  weight int := 1;
BEGIN
  IF code !~ '^[0-9A-HJ-NPQRTUWXY]{18}$' THEN
    RETURN NULL;
  END IF;
  FOR i IN 1 .. 17 LOOP
    sum := sum + (strpos(alphabet, substr(code, i, 1)) - 1) * weight;
    weight := weight * 3 % 31;
  END LOOP;
  RETURN CASE WHEN right(code, 1) = substr(alphabet, (31 - sum % 31) % 31 + 1, 1) THEN code END;
END
$$;

-- Days yyyymmdd of the years 1900 to 2200; NULL for what is none, or leaves them.
CREATE OR REPLACE FUNCTION day_number (day date) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN day BETWEEN date '1900-01-01' AND date '2200-12-31'
            THEN (extract(year FROM day) * 10000 + extract(month FROM day) * 100 + extract(day FROM day))::bigint END;

CREATE OR REPLACE FUNCTION day_add (day bigint, days bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  y constant bigint := day / 10000;
  m constant bigint := day / 100 % 100;
  d constant bigint := day % 100;
BEGIN
  IF y NOT BETWEEN 1900 AND 2200 OR m NOT BETWEEN 1 AND 12 OR d < 1
     OR d > (CASE WHEN m = 2 THEN CASE WHEN y % 4 = 0 AND y % 100 <> 0 OR y % 400 = 0 THEN 29 ELSE 28 END
                  WHEN m IN (4, 6, 9, 11) THEN 30 ELSE 31 END) THEN
    RETURN NULL;
  END IF;
  RETURN day_number(make_date(y::int, m::int, d::int) + least(greatest(days, -1000000), 1000000)::int);
END
$$;

-- The day of an instant (microseconds) in a time zone; may be asked with (SELECT company_zone()), which is
-- then looked up once a query. A zone that the server does not know is UTC.
CREATE OR REPLACE FUNCTION day_in (instant bigint, zone text) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN instant BETWEEN -2209075200000000 AND 7289740799999999
            THEN day_number(((timestamp '1970-01-01' + interval '1 microsecond' * instant) AT TIME ZONE 'UTC'
                             AT TIME ZONE zone)::date) END;

-- Restricted, for what catches errors may not run in a parallel worker.
CREATE OR REPLACE FUNCTION company_zone () RETURNS text
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = garrison, pg_temp AS $$
DECLARE
  zone text;
  parts text[];
BEGIN
  SELECT s.value INTO zone FROM setting AS s WHERE s.key = 'time_zone';
  parts := regexp_match(zone, '^([+-])([0-9]{2})(:?([0-9]{2}))?(:?([0-9]{2}))?$');
  IF parts IS NOT NULL THEN -- PostgreSQL counts such ones westwards
    zone := format('<%s>%s%s:%s:%s', zone, CASE parts[1] WHEN '+' THEN '-' ELSE '+' END, parts[2],
                   coalesce(parts[4], '00'), coalesce(parts[6], '00'));
  END IF;
  PERFORM timestamp '2000-01-01' AT TIME ZONE zone;
  RETURN coalesce(zone, 'UTC');
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN 'UTC';
END
$$;

CREATE OR REPLACE FUNCTION day_of (instant bigint) RETURNS bigint
LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
RETURN day_in(instant, company_zone());

CREATE OR REPLACE FUNCTION instr (a text, b text) RETURNS int
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN strpos(a, b);

-- Parameters are bigint.
CREATE OR REPLACE FUNCTION substr (a text, first bigint, n bigint) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN pg_catalog.substr(a, first::int, n::int);

-- Parts of names and their likeness: base/name-parts.c and base/name-likeness.c. Marks of words: 1 a line of business,
-- 2 a place, 4 a county. Places in a text count from 0 here, as there.

-- Characters of the longest word with one of the marks.
CREATE OR REPLACE FUNCTION text_name_word (k text, at int, mask int) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
BEGIN
  IF at >= length(k) OR strpos(text_name_heads(), substr(k, at + 1, 1)) = 0 THEN
    RETURN 0;
  END IF;
  FOR n IN REVERSE least(text_longest_name_word(), length(k) - at) .. 1 LOOP
    IF (text_name_words() ->> substr(k, at + 1, n))::int & mask <> 0 THEN
      RETURN n;
    END IF;
  END LOOP;
  RETURN 0;
END
$$;

-- Whether from each character on there are words of business only.
CREATE OR REPLACE FUNCTION text_name_ends (k text) RETURNS boolean[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  total constant int := length(k);
  ends boolean[] := array_fill(false, ARRAY[total + 1]);
BEGIN
  ends[total + 1] := true;
  FOR i IN REVERSE total .. 1 LOOP
    CONTINUE WHEN strpos(text_name_heads(), substr(k, i, 1)) = 0;
    FOR n IN 1 .. least(text_longest_name_word(), total - i + 1) LOOP
      CONTINUE WHEN NOT ends[i + n];
      IF (text_name_words() ->> substr(k, i, n))::int & 1 <> 0 THEN
        ends[i] := true;
        EXIT;
      END IF;
    END LOOP;
  END LOOP;
  RETURN ends;
END
$$;

-- Where the core begins, and the character behind it; the same when there is none.
CREATE OR REPLACE FUNCTION text_name_core (k text) RETURNS int[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  ends constant boolean[] := text_name_ends(k);
  total constant int := length(k);
  e int := least(2, total);
  i int := 0;
  n int;
  core text;
BEGIN
  IF ends[1] THEN
    RETURN '{0,0}';
  END IF;
  WHILE e < total AND NOT ends[e + 1] LOOP
    n := text_name_word(k, e, 1);
    EXIT WHEN n >= 2 AND text_name_word(k, e + n, 1) >= 2;
    e := e + 1;
  END LOOP;
  core := left(k, e);
  WHILE i < e LOOP
    n := text_name_word(core, i, 1);
    EXIT WHEN n < 2;
    i := i + n;
  END LOOP;
  IF i > 0 AND e - i = 1 THEN
    RETURN '{0,0}';
  END IF;
  RETURN ARRAY[CASE WHEN e - i >= 2 THEN i ELSE 0 END, e];
END
$$;

-- Characters of the first of the words that the text goes on with.
CREATE OR REPLACE FUNCTION text_any_of (k text, at int, words text[]) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  word text;
BEGIN
  FOREACH word IN ARRAY words LOOP
    IF substr(k, at + 1, length(word)) = word THEN
      RETURN length(word);
    END IF;
  END LOOP;
  RETURN 0;
END
$$;

-- Characters of a place at the beginning; less than none where it may be a name all the same.
CREATE OR REPLACE FUNCTION text_name_place (k text, known boolean) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  total constant int := length(k);
  n int := text_name_word(left(k, 5), 0, 6);
  ending int;
BEGIN
  IF n >= 2 THEN
    ending := text_any_of(k, n, text_name_endings());
    RETURN CASE WHEN ending > 0 OR known OR substr(k, n, 1) IN ('县', '市') THEN n + ending ELSE - n END;
  END IF;
  FOR i IN 2 .. 3 LOOP
    EXIT WHEN i >= total OR k !~ (E'^[\u4e00-\u9fff]{' || i || '}');
    n := text_any_of(k, i, '{自治县,县,区,镇,乡,旗,市,街道}');
    IF n > 0 THEN
      RETURN CASE WHEN left(k, i + n) ~ text_no_district_pattern() THEN 0 ELSE i + n END;
    END IF;
  END LOOP;
  IF k ~ E'^[\u4e00-\u9fff]县' THEN
    RETURN 2;
  END IF;
  RETURN CASE WHEN known AND k ~ E'^[\u4e00-\u9fff]{2}街' THEN -3 ELSE 0 END;
END
$$;

-- What is left without the places in front, and the first of them unless there is one.
CREATE OR REPLACE FUNCTION text_without_places (k text, place text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  known boolean := place <> '';
  n int;
  core int[];
  sure boolean;
  rest text;
BEGIN
  IF known AND length(k) > 3 THEN
    k := substr(k, text_any_of(k, 0, text_name_zones()) + 1);
  END IF;
  LOOP
    IF length(k) > 2 AND starts_with(k, '中国') THEN
      core := text_name_core(substr(k, 3));
      IF core[2] - core[1] >= 2 THEN
        k := substr(k, 3);
      END IF;
    END IF;
    n := text_name_place(k, known);
    sure := n > 0;
    n := abs(n);
    rest := substr(k, n + 1);
    IF n = 0 OR length(rest) < 2 THEN
      RETURN ARRAY[k, place];
    END IF;
    core := text_name_core(rest);
    IF NOT sure AND (core[2] - core[1] < 2 OR (text_name_ends(rest))[2]) THEN
      RETURN ARRAY[k, place];
    END IF;
    IF place = '' THEN
      place := left(k, n);
    END IF;
    IF core[2] - core[1] < 2 THEN
      RETURN ARRAY[rest, place];
    END IF;
    k := rest;
    known := true;
  END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION text_chinese_parts (k text, place text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  found text[] := text_without_places(k, place);
  range int[];
  core text;
  business text := '';
  word text;
  total int;
  i int := 0;
  n int;
BEGIN
  k := found[1];
  place := found[2];
  range := text_name_core(k);
  core := substr(k, range[1] + 1, range[2] - range[1]);
  total := length(k);
  WHILE i < total LOOP
    IF i = range[1] AND core <> '' THEN
      i := range[2];
      CONTINUE;
    END IF;
    n := text_name_word(CASE WHEN i < range[1] THEN left(k, range[1]) ELSE k END, i, 1);
    word := substr(k, i + 1, greatest(n, 1));
    IF n > 0 AND core <> '' AND (text_name_words() ->> word)::int & 2 <> 0 THEN
      IF place = '' THEN
        place := rtrim(word, '市');
      END IF;
    ELSE
      business := business || word;
    END IF;
    i := i + length(word);
  END LOOP;
  word := split_part(split_part(search_text(core, NULL), chr(31), 2), chr(30), 1);
  RETURN concat_ws(chr(31), core, business, place, '', CASE WHEN word = '' THEN core ELSE word END);
END
$$;

CREATE OR REPLACE FUNCTION text_other_parts (a text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  words constant text[] := text_words(text_fold(a));
  n int := cardinality(words);
  first constant int := CASE WHEN cardinality(words) > 1 AND words[1] = 'the' THEN 2 ELSE 1 END;
  word text;
  whole text;
  core text := '';
  business text := '';
  initials text := '';
  named int := 0;
BEGIN
  WHILE n > first AND words[n] = ANY (text_latin_forms()) LOOP
    n := n - 1;
  END LOOP;
  FOR i IN first .. n LOOP
    word := words[i];
    CONTINUE WHEN n > first AND word = ANY (text_name_joints());
    named := named + 1;
    initials := initials || left(word, 1);
    whole := coalesce(text_name_short() ->> word, word);
    IF text_name_english() ? whole THEN
      business := ltrim(business || ' ' || whole, ' ');
    ELSE
      core := ltrim(core || ' ' || whole, ' ');
    END IF;
  END LOOP;
  IF core = '' THEN
    core := business;
    business := '';
  END IF;
  RETURN concat_ws(chr(31), core, business, '', CASE WHEN named < 3 THEN '' ELSE initials END, replace(core, ' ', ''));
END
$$;

CREATE OR REPLACE FUNCTION name_parts (a text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  key constant text := name_key(a);
  n constant int := text_marked_place(key);
  k constant text := CASE WHEN n = 0 THEN key ELSE left(key, length(key) - n - 1) END;
BEGIN
  IF octet_length(k) <> length(k) AND EXISTS (SELECT FROM unnest(string_to_array(k, NULL)) AS x(c)
       WHERE ascii(x.c) > 12294 AND width_bucket(ascii(x.c), text_han_bounds()) % 2 = 1) THEN
    RETURN text_chinese_parts(k, CASE WHEN n = 0 THEN '' ELSE right(key, n) END);
  END IF;
  RETURN text_other_parts(a);
END
$$;

-- What one slip makes the first of the second, which is not the shorter: the kind (1 another character, 2 one more,
-- 3 two swapped; 0 more than a slip) and where.
CREATE OR REPLACE FUNCTION text_slip (a text, b text) RETURNS int[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  n constant int := length(a);
  m constant int := length(b);
  i int := 0;
BEGIN
  WHILE i < n AND substr(a, i + 1, 1) = substr(b, i + 1, 1) LOOP
    i := i + 1;
  END LOOP;
  IF m = n + 1 THEN
    RETURN ARRAY[CASE WHEN substr(a, i + 1) = substr(b, i + 2) THEN 2 ELSE 0 END, i];
  ELSIF n <> m OR i = n THEN
    RETURN ARRAY[0, i];
  ELSIF substr(a, i + 2) = substr(b, i + 2) THEN
    RETURN ARRAY[1, i];
  END IF;
  RETURN ARRAY[CASE WHEN i + 1 < n AND substr(a, i + 1, 1) = substr(b, i + 2, 1) AND substr(a, i + 2, 1) = substr(b, i + 1, 1)
                      AND substr(a, i + 3) = substr(b, i + 3) THEN 3 ELSE 0 END, i];
END
$$;

CREATE OR REPLACE FUNCTION text_word_slip (a text, b text) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  slip int[];
  n int := length(a);
  c text;
  d text;
BEGIN
  IF n > length(b) THEN
    RETURN text_word_slip(b, a);
  ELSIF n + 1 < length(b) THEN
    RETURN 0;
  END IF;
  slip := text_slip(a, b);
  c := substr(a, slip[2] + 1, 1);
  d := substr(b, slip[2] + 1, 1);
  IF slip[1] = 0 OR d ~ '[0-9]' OR slip[1] <> 2 AND c ~ '[0-9]' THEN
    RETURN 0;
  ELSIF slip[1] = 3 THEN
    RETURN CASE WHEN n >= 5 AND substr(a, slip[2] + 2, 1) !~ '[0-9]' THEN 88 ELSE 0 END;
  ELSIF slip[1] = 2 THEN
    RETURN CASE WHEN n >= 6 OR n >= 4 AND slip[2] > 0 AND substr(b, slip[2], 1) = d THEN 87 ELSE 0 END;
  ELSIF slip[2] = 0 THEN
    RETURN 0;
  END IF;
  RETURN CASE WHEN n >= 8 OR n >= 7 AND c ~ '[aeiouy]' AND d ~ '[aeiouy]' THEN 85 ELSE 0 END;
END
$$;

CREATE OR REPLACE FUNCTION text_like_words (a text, b text) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  x text[] := string_to_array(a, ' ');
  y text[] := string_to_array(b, ' ');
  slips int := 0;
  one int;
  alike int := 0;
BEGIN
  IF (SELECT string_agg(w, ' ' ORDER BY w COLLATE "C") FROM unnest(x) AS w)
     = (SELECT string_agg(w, ' ' ORDER BY w COLLATE "C") FROM unnest(y) AS w) THEN
    RETURN 92;
  END IF;
  IF cardinality(x) > 16 THEN
    x := x[:15] || array_to_string(x[16:], ' ');
  END IF;
  IF cardinality(y) > 16 THEN
    y := y[:15] || array_to_string(y[16:], ' ');
  END IF;
  IF cardinality(x) <> cardinality(y) THEN
    RETURN 0;
  END IF;
  FOR i IN 1 .. cardinality(x) LOOP
    CONTINUE WHEN x[i] = y[i];
    one := text_word_slip(x[i], y[i]);
    slips := slips + 1;
    IF one = 0 OR slips > 2 THEN
      RETURN 0;
    END IF;
    alike := CASE WHEN slips = 1 THEN one ELSE 82 END;
  END LOOP;
  RETURN alike;
END
$$;

CREATE OR REPLACE FUNCTION text_like_han (a text, b text, same_sound boolean) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  slip int[];
  n int := length(a);
BEGIN
  IF n > length(b) THEN
    RETURN text_like_han(b, a, same_sound);
  END IF;
  slip := text_slip(a, b);
  IF slip[1] = 3 THEN
    RETURN CASE WHEN n >= 3 THEN 85 ELSE 0 END;
  ELSIF slip[1] = 0 OR strpos(text_name_telling(), substr(b, slip[2] + 1, 1)) > 0
        OR slip[1] = 1 AND strpos(text_name_telling(), substr(a, slip[2] + 1, 1)) > 0 THEN
    RETURN 0;
  ELSIF slip[1] = 1 THEN
    RETURN CASE WHEN n >= 3 AND same_sound THEN 88 WHEN n >= 4 THEN 84 ELSE 0 END;
  END IF;
  RETURN CASE WHEN n >= 3 THEN 82 ELSE 0 END;
END
$$;

CREATE OR REPLACE FUNCTION name_likeness (a text, b text) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  x constant text[] := string_to_array(a, chr(31));
  y constant text[] := string_to_array(b, chr(31));
  x_han constant boolean := replace(x[1], ' ', '') <> x[5];
  y_han constant boolean := replace(y[1], ' ', '') <> y[5];
  less int := 0;
  alike int;
BEGIN
  IF x[3] <> y[3] THEN
    IF x[3] <> '' AND y[3] <> '' THEN
      RETURN 0;
    END IF;
    less := 3;
  END IF;
  IF x_han <> y_han THEN
    less := less + 3;
  ELSIF x[2] <> y[2] THEN
    IF strpos(x[2], y[2]) = 0 AND strpos(y[2], x[2]) = 0 THEN
      RETURN 0;
    END IF;
    less := less + 3;
  END IF;
  alike := CASE
    WHEN x[1] = '' OR y[1] = '' THEN CASE WHEN x[1] = y[1] AND x[2] = y[2] THEN 100 ELSE 0 END
    WHEN x[1] = y[1] THEN 100
    WHEN length(x[1]) > 100 OR length(y[1]) > 100 THEN 0
    WHEN x_han AND y_han THEN text_like_han(x[1], y[1], x[5] = y[5])
    WHEN x_han OR y_han THEN CASE WHEN x[5] = y[5] THEN 90 ELSE 0 END
    WHEN x[5] = y[5] THEN 97
    ELSE text_like_words(x[1], y[1]) END;
  IF alike = 0 AND NOT x_han AND NOT y_han
     AND (octet_length(x[1]) BETWEEN 3 AND 6 AND x[1] = y[4] OR octet_length(y[1]) BETWEEN 3 AND 6 AND y[1] = x[4]) THEN
    alike := 83;
  END IF;
  RETURN greatest(0, alike - less);
END
$$;

CREATE OR REPLACE FUNCTION text_sorted (a text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
  SELECT 'a' || left(string_agg(c, '' ORDER BY c COLLATE "C"), 64) FROM unnest(string_to_array(a, NULL)) AS x(c)
$$;

CREATE OR REPLACE FUNCTION text_half (core text, han boolean, last boolean, more int) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  n constant int := length(core) + more;
  half int := n / 2;
BEGIN
  IF n < (CASE WHEN han THEN 3 ELSE 4 END) OR length(core) < 3 THEN
    RETURN NULL;
  END IF;
  half := least(CASE WHEN last THEN n - half ELSE half END, length(core));
  RETURN CASE WHEN last THEN 't' || left(right(core, half), 64) ELSE 'h' || left(core, least(half, 64)) END || n;
END
$$;

CREATE OR REPLACE FUNCTION name_gram (parts text, n bigint) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  x constant text[] := string_to_array(parts, chr(31));
  han constant boolean := replace(x[1], ' ', '') <> x[5];
  letters constant text := CASE WHEN han THEN x[1] ELSE x[5] END;
BEGIN
  RETURN CASE n
    WHEN 1 THEN CASE WHEN x[1] <> '' THEN text_sorted(x[5]) WHEN x[2] <> '' THEN 'e' || left(x[2], 64) END
    WHEN 2 THEN text_half(letters, han, false, 0)
    WHEN 3 THEN text_half(letters, han, true, 0)
    WHEN 4 THEN CASE WHEN octet_length(x[4]) BETWEEN 3 AND 6 THEN 'i' || x[4] END
    WHEN 5 THEN text_half(letters, han, false, -1)
    WHEN 6 THEN text_half(letters, han, true, -1)
    WHEN 7 THEN text_half(letters, han, false, 1)
    WHEN 8 THEN text_half(letters, han, true, 1)
    WHEN 9 THEN CASE WHEN NOT han AND octet_length(x[1]) BETWEEN 3 AND 6 THEN 'i' || x[1] END
    WHEN 10 THEN CASE WHEN octet_length(x[4]) BETWEEN 3 AND 6 THEN text_sorted(x[4]) END END;
END
$$;

-- The domain of a company, which says whose it is; not that of a provider where anybody has an address.
CREATE OR REPLACE FUNCTION company_domain (a text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = garrison, pg_temp AS $$
DECLARE
  domain constant text := mail_domain(a);
  labels constant text[] := string_to_array(domain, '.');
BEGIN
  IF domain IS NULL THEN
    RETURN NULL;
  END IF;
  FOR i IN 1 .. cardinality(labels) LOOP
    IF text_free_domains() ? array_to_string(labels[i:], '.')
       OR array_to_string(labels[i:], '.') ~ '^((hotmail|live|outlook|yahoo)[.]((co|com)[.])?[^.]+|example[.](com|net|org)|example|invalid|test)$' THEN
      RETURN NULL;
    END IF;
  END LOOP;
  RETURN domain;
END
$$;
