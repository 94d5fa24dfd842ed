-- +goose Up

-- One index finds what a member holds, open or not.
DROP INDEX IF EXISTS request_side_assignee;
DROP INDEX IF EXISTS request_side_holder;
CREATE INDEX request_side_held ON request_side (assignee_id, open) WHERE assignee_id <> 0;
