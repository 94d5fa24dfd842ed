-- +goose Up
-- How long what is past is kept, by noun: a row is never changed, a later version takes its place.
-- A noun without a row is kept as long as the program says of itself.
CREATE TABLE retention (
    noun     TEXT COLLATE "C" NOT NULL,
    version  BIGINT NOT NULL,
    days     BIGINT NOT NULL DEFAULT 0,
    months   BIGINT NOT NULL DEFAULT 0, -- both 0: without limit
    source   TEXT COLLATE "C" NOT NULL,
    noted_at BIGINT NOT NULL,
    noted_by TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (noun, version)
);
