-- +goose Up
-- Of a verb on one thing several texts may be begun, each in a row of its own:
-- they were members of one JSON object.
CREATE TABLE unsent_part (
    member_id  INTEGER NOT NULL REFERENCES member (id),
    verb       TEXT NOT NULL,
    noun       TEXT NOT NULL,
    subject_id INTEGER NOT NULL, -- 0: of a thing that is not there yet
    part       TEXT NOT NULL,    -- as the form names it
    version    INTEGER NOT NULL,
    body       TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (member_id, verb, noun, subject_id, part)
) STRICT, WITHOUT ROWID;
INSERT INTO unsent_part (member_id, verb, noun, subject_id, part, version, body, updated_at)
    SELECT u.member_id, u.verb, u.noun, u.subject_id, j.key, u.version, j.value, u.updated_at
    FROM unsent u, json_each(CASE WHEN json_valid(u.body) AND u.body LIKE '{%' THEN u.body ELSE '{}' END) j;
DROP TABLE unsent;
ALTER TABLE unsent_part RENAME TO unsent;
