-- +goose Up
-- The packs of meetings as they were frozen, a row for each version and audience; never changed.
CREATE TABLE pack (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    version    INTEGER NOT NULL,
    audience   TEXT NOT NULL, -- as of log_entry: whose readers it is for
    at         INTEGER NOT NULL,
    hash       TEXT NOT NULL, -- SHA-256 of body, hexadecimal
    note       TEXT NOT NULL, -- the group's signature on it
    body       TEXT NOT NULL, -- JSON, byte for byte what is hashed
    PRIMARY KEY (meeting_id, version, audience)
) STRICT, WITHOUT ROWID;
