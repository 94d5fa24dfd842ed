-- +goose Up
-- Of a verb on one thing several texts may be begun, each in a row of its own:
-- they were members of one JSON object.
ALTER TABLE unsent ADD COLUMN part TEXT COLLATE "C" NOT NULL DEFAULT ''; -- as the form names it
ALTER TABLE unsent DROP CONSTRAINT unsent_pkey;
ALTER TABLE unsent ADD PRIMARY KEY (member_id, verb, noun, subject_id, part);
ALTER TABLE unsent NO FORCE ROW LEVEL SECURITY;
INSERT INTO unsent (member_id, verb, noun, subject_id, part, version, body, updated_at)
    SELECT u.member_id, u.verb, u.noun, u.subject_id, j.key, u.version, j.value::text, u.updated_at
    FROM unsent u, jsonb_each(CASE WHEN u.body LIKE '{%' THEN u.body::jsonb ELSE '{}'::jsonb END) j;
DELETE FROM unsent WHERE part = '';
ALTER TABLE unsent FORCE ROW LEVEL SECURITY;
ALTER TABLE unsent ALTER COLUMN part DROP DEFAULT;
