-- +goose Up
-- The Merkle tree of each log, in tiles of 256 hashes (golang.org/x/mod/sumdb/tlog); the last one of a level may hold fewer.
CREATE TABLE log_tile (
    audience TEXT COLLATE "C" NOT NULL,
    level    BIGINT NOT NULL,
    n        BIGINT NOT NULL,
    hashes   BYTEA NOT NULL, -- 32 bytes each
    PRIMARY KEY (audience, level, n)
);

-- The last signed head of each log on each day.
CREATE TABLE log_head (
    audience TEXT COLLATE "C" NOT NULL,
    day      TEXT COLLATE "C" NOT NULL, -- '2015-05-06', UTC
    size     BIGINT NOT NULL,
    note     TEXT COLLATE "C" NOT NULL, -- golang.org/x/mod/sumdb/note
    PRIMARY KEY (audience, day)
);

-- 1: what an undo took back, so that it can be done again.
ALTER TABLE undo ADD COLUMN redo BIGINT NOT NULL DEFAULT 0;
