-- +goose Up
-- Lists that members keep. A shared one is seen by the whole organisation.
CREATE TABLE saved_view (
    id         INTEGER PRIMARY KEY,
    member_id  INTEGER NOT NULL REFERENCES member (id),
    org_id     INTEGER NOT NULL REFERENCES organisation (id),
    name       TEXT NOT NULL,
    name_key   TEXT NOT NULL, -- folded
    noun       TEXT NOT NULL,
    slot       INTEGER NOT NULL DEFAULT 0, -- 0: none
    query      TEXT NOT NULL DEFAULT '',
    sort       TEXT NOT NULL DEFAULT '',   -- "due", "-due"
    columns    TEXT NOT NULL DEFAULT '',   -- by comma
    shared     INTEGER NOT NULL DEFAULT 0,
    version    INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (member_id, name_key)
) STRICT;
CREATE UNIQUE INDEX saved_view_shared ON saved_view (org_id, name_key) WHERE shared = 1;
CREATE UNIQUE INDEX saved_view_slot ON saved_view (member_id, slot) WHERE slot <> 0;

-- What members began to write and have not sent.
CREATE TABLE unsent (
    member_id  INTEGER NOT NULL REFERENCES member (id),
    verb       TEXT NOT NULL,
    noun       TEXT NOT NULL,
    subject_id INTEGER NOT NULL, -- 0: of a thing that is not there yet
    version    INTEGER NOT NULL,
    body       TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (member_id, verb, noun, subject_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE member ADD COLUMN settings TEXT NOT NULL DEFAULT ''; -- JSON, but for lang and zone

-- How far a consumer of the logs has handed them on.
CREATE TABLE outbox_cursor (
    consumer TEXT NOT NULL,
    audience TEXT NOT NULL,
    seq      INTEGER NOT NULL,
    PRIMARY KEY (consumer, audience)
) STRICT, WITHOUT ROWID;

-- An entry that a consumer is to bring to a member.
CREATE TABLE delivery (
    id        INTEGER PRIMARY KEY,
    consumer  TEXT NOT NULL,
    audience  TEXT NOT NULL,
    seq       INTEGER NOT NULL,
    member_id INTEGER NOT NULL REFERENCES member (id),
    state     TEXT NOT NULL,
    attempts  INTEGER NOT NULL DEFAULT 0,
    next_at   INTEGER NOT NULL,
    UNIQUE (consumer, audience, seq, member_id)
) STRICT;
CREATE INDEX delivery_due ON delivery (consumer, next_at, id) WHERE state = 'waiting';
