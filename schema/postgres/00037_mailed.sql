-- +goose Up
-- Up to which marking an organisation's members may be sent a convocation and a pack themselves; empty: they are told where to fetch them.
ALTER TABLE organisation ADD COLUMN mailed TEXT COLLATE "C" NOT NULL DEFAULT '';
