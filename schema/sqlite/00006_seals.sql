-- +goose Up
-- The Merkle tree of each log, in tiles of 256 hashes (golang.org/x/mod/sumdb/tlog); the last one of a level may hold fewer.
CREATE TABLE log_tile (
    audience TEXT NOT NULL,
    level    INTEGER NOT NULL,
    n        INTEGER NOT NULL,
    hashes   BLOB NOT NULL, -- 32 bytes each
    PRIMARY KEY (audience, level, n)
) STRICT;

-- The last signed head of each log on each day.
CREATE TABLE log_head (
    audience TEXT NOT NULL,
    day      TEXT NOT NULL, -- '2015-05-06', UTC
    size     INTEGER NOT NULL,
    note     TEXT NOT NULL, -- golang.org/x/mod/sumdb/note
    PRIMARY KEY (audience, day)
) STRICT, WITHOUT ROWID;

-- 1: what an undo took back, so that it can be done again.
ALTER TABLE undo ADD COLUMN redo INTEGER NOT NULL DEFAULT 0;
