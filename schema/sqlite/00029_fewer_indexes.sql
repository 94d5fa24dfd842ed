-- +goose Up

-- A change of a request writes each index by its last change. The open ones and
-- the settled ones have one each; a list of both merges these two.
DROP INDEX IF EXISTS request_all_updated;
DROP INDEX IF EXISTS request_all_to;

-- One index finds what a member holds, open or not.
DROP INDEX IF EXISTS request_side_assignee;
DROP INDEX IF EXISTS request_side_holder;
CREATE INDEX request_side_held ON request_side (assignee_id, open) WHERE assignee_id <> 0;
