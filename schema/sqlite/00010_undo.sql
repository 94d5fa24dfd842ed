-- +goose Up
-- What a member can redo is forgotten by each of their verbs: found without all that they can undo.
CREATE INDEX undo_redo ON undo (member_id) WHERE redo = 1;
