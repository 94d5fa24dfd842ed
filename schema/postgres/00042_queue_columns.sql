-- +goose Up
-- The queue by due holds what its rows are filtered by most, so that to go along it reads those alone that pass.
DROP INDEX request_due;
DROP INDEX request_to_due;
CREATE INDEX request_due ON request (due_key, ref_key, kind, service, intake_id, label, state, addressee) WHERE open = 1;
CREATE INDEX request_to_due ON request (addressee, due_key, ref_key, kind, sent_at, label, state) WHERE open = 1 AND sent_at > 0;
