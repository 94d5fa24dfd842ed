-- +goose Up
-- Texts that an organisation's members begin with.
CREATE TABLE template (
    id         INTEGER PRIMARY KEY,
    org_id     INTEGER NOT NULL REFERENCES organisation (id),
    name       TEXT NOT NULL,
    name_key   TEXT NOT NULL, -- folded
    language   TEXT NOT NULL,
    verb       TEXT NOT NULL, -- what it is for
    text       TEXT NOT NULL,
    version    INTEGER NOT NULL DEFAULT 1,
    updated_at INTEGER NOT NULL,
    UNIQUE (org_id, name_key, language)
) STRICT;
