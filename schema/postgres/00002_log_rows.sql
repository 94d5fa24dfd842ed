-- +goose Up
DROP INDEX log_subject;
CREATE INDEX log_subject ON log_entry (subject_id, noun, audience);

-- So that what a member holds is found without all that they ever held.
ALTER TABLE request_side ADD COLUMN open BIGINT NOT NULL DEFAULT 1; -- as the request's
UPDATE request_side SET open = 0 WHERE request_id IN (SELECT id FROM request WHERE open = 0);
CREATE INDEX request_side_holder ON request_side (assignee_id) WHERE assignee_id <> 0 AND open = 1;
