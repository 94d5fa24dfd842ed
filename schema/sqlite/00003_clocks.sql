-- +goose Up
-- Delays and legal regimes are versions: a row is never changed, a later one takes its place from from_at on (0: since ever).
ALTER TABLE clock ADD COLUMN from_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clock ADD COLUMN noted_at INTEGER NOT NULL DEFAULT 0; -- 0: with the group
ALTER TABLE clock ADD COLUMN noted_by TEXT NOT NULL DEFAULT '';

-- Which clock requests of a kind under a regime have for a purpose. An empty
-- kind or regime is any, an empty clock none; of several rows that fit the
-- narrowest counts, of those the latest.
CREATE TABLE clock_use (
    id       INTEGER PRIMARY KEY,
    purpose  TEXT NOT NULL,
    kind     TEXT NOT NULL DEFAULT '',
    regime   TEXT NOT NULL DEFAULT '',
    clock    TEXT NOT NULL DEFAULT '',
    from_at  INTEGER NOT NULL DEFAULT 0,
    noted_at INTEGER NOT NULL DEFAULT 0,
    noted_by TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE regime (
    code     TEXT NOT NULL,
    version  INTEGER NOT NULL,
    name_fr  TEXT NOT NULL,
    name_en  TEXT NOT NULL,
    text     TEXT NOT NULL DEFAULT '',
    source   TEXT NOT NULL DEFAULT '',
    from_at  INTEGER NOT NULL DEFAULT 0,
    until_at INTEGER NOT NULL DEFAULT 0, -- 0: in force until further notice
    noted_at INTEGER NOT NULL DEFAULT 0,
    noted_by TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (code, version)
) STRICT;

ALTER TABLE request ADD COLUMN clock_months INTEGER NOT NULL DEFAULT 0;
ALTER TABLE request ADD COLUMN label_expires_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE request ADD COLUMN label_before TEXT NOT NULL DEFAULT ''; -- what an expiring label falls back to
ALTER TABLE request ADD COLUMN scrutiny_due INTEGER NOT NULL DEFAULT 0; -- by when the authority decides
ALTER TABLE request ADD COLUMN expires_at INTEGER NOT NULL DEFAULT 0; -- until when what was done holds
ALTER TABLE request ADD COLUMN benchmark_at INTEGER NOT NULL DEFAULT 0; -- of a crisis, beside the legal clock
ALTER TABLE request ADD COLUMN contested TEXT NOT NULL DEFAULT ''; -- state of the last contestation
CREATE INDEX request_label_expiry ON request (label_expires_at) WHERE open = 1 AND label_expires_at > 0;
CREATE INDEX request_expiry ON request (expires_at) WHERE expires_at > 0;
UPDATE request SET scrutiny_due = (received_at + 259259999) / 60000 * 60000 WHERE open = 1 AND kind = 'removal_order' AND received_at > 0;

-- An addressee's objection to a request, and what the authority decided on it.
CREATE TABLE contestation (
    request_id      INTEGER NOT NULL REFERENCES request (id),
    n               INTEGER NOT NULL,
    org_id          INTEGER NOT NULL REFERENCES organisation (id),
    author_id       INTEGER NOT NULL, -- 0: a decision of the authority's own motion
    author_as       TEXT NOT NULL, -- the author as the other side knows them
    at              INTEGER NOT NULL,
    reason          TEXT NOT NULL,
    due_at          INTEGER NOT NULL DEFAULT 0,
    decision        TEXT NOT NULL DEFAULT '',
    decided_at      INTEGER NOT NULL DEFAULT 0,
    decided_by      INTEGER NOT NULL DEFAULT 0,
    decided_as      TEXT NOT NULL DEFAULT '',
    decision_reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (request_id, n)
) STRICT, WITHOUT ROWID;

ALTER TABLE reply ADD COLUMN decided_by INTEGER NOT NULL DEFAULT 0; -- member who accepted or disputed it
ALTER TABLE reply ADD COLUMN decided_as TEXT NOT NULL DEFAULT ''; -- the same as the other side knows them
ALTER TABLE reply ADD COLUMN sent_label TEXT NOT NULL DEFAULT ''; -- the request's label when it went out
UPDATE reply SET sent_label = (SELECT r.label FROM request r WHERE r.id = reply.request_id) WHERE state <> 'held';

CREATE TABLE crisis (
    id         INTEGER PRIMARY KEY,
    started_at INTEGER NOT NULL,
    started_by TEXT NOT NULL, -- function
    reason     TEXT NOT NULL,
    label      TEXT NOT NULL, -- the benchmark is shown at this level and above
    ended_at   INTEGER NOT NULL DEFAULT 0,
    ended_by   TEXT NOT NULL DEFAULT '',
    meeting_id INTEGER NOT NULL DEFAULT 0, -- whose agenda has the debrief; 0: owed to the next one
    debrief    TEXT NOT NULL DEFAULT ''    -- title of that agenda point
) STRICT;
CREATE UNIQUE INDEX crisis_open ON crisis (ended_at) WHERE ended_at = 0;
