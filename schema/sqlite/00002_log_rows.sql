-- +goose Up
-- Entries are rows of some 1,100 bytes: clustered by their key, each would spill into a page of its own.
CREATE TABLE log_row (
    audience   TEXT NOT NULL,
    seq        INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    actor      TEXT NOT NULL,
    verb       TEXT NOT NULL,
    noun       TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    ref        TEXT NOT NULL,
    event      INTEGER NOT NULL, -- the same for the entries that one change made in several logs
    leaf       BLOB NOT NULL,
    salt       BLOB,
    payload    TEXT,
    PRIMARY KEY (audience, seq)
) STRICT;
INSERT INTO log_row (audience, seq, at, actor, verb, noun, subject_id, ref, event, leaf, salt, payload)
    SELECT audience, seq, at, actor, verb, noun, subject_id, ref, event, leaf, salt, payload FROM log_entry;
DROP TABLE log_entry;
ALTER TABLE log_row RENAME TO log_entry;
CREATE INDEX log_subject ON log_entry (subject_id, noun, audience);

-- So that what a member holds is found without all that they ever held.
ALTER TABLE request_side ADD COLUMN open INTEGER NOT NULL DEFAULT 1; -- as the request's
UPDATE request_side SET open = 0 WHERE request_id IN (SELECT id FROM request WHERE open = 0);
CREATE INDEX request_side_holder ON request_side (assignee_id) WHERE assignee_id <> 0 AND open = 1;
