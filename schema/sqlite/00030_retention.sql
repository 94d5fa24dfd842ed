-- +goose Up
-- How long what is past is kept, by noun: a row is never changed, a later version takes its place.
-- A noun without a row is kept as long as the program says of itself.
CREATE TABLE retention (
    noun     TEXT NOT NULL,
    version  INTEGER NOT NULL,
    days     INTEGER NOT NULL DEFAULT 0,
    months   INTEGER NOT NULL DEFAULT 0, -- both 0: without limit
    source   TEXT NOT NULL,
    noted_at INTEGER NOT NULL,
    noted_by TEXT NOT NULL,
    PRIMARY KEY (noun, version)
) STRICT, WITHOUT ROWID;
