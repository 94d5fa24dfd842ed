-- +goose Up
-- A circle is the codes of the organisations that alone may know of something, each
-- between commas (',google,ministry,'); '' is the whole group.

ALTER TABLE meeting ADD COLUMN circle TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN internal TEXT NOT NULL DEFAULT ''; -- code of the organisation whose own it is
ALTER TABLE action_item ADD COLUMN circle TEXT NOT NULL DEFAULT '';
ALTER TABLE action_item ADD COLUMN frozen INTEGER NOT NULL DEFAULT 0; -- 1: minutes hold its wording

CREATE TABLE agenda_link (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    n          INTEGER NOT NULL,
    target     TEXT NOT NULL, -- as of action_link
    PRIMARY KEY (meeting_id, n, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX agenda_link_target ON agenda_link (target);
CREATE INDEX action_link_target ON action_link (target);

-- The minutes of closed meetings, a row for each version; never changed.
CREATE TABLE minutes (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    version    INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    reason     TEXT NOT NULL DEFAULT '', -- of a correction
    changes    TEXT NOT NULL DEFAULT '', -- JSON
    hash       TEXT NOT NULL,            -- SHA-256 of body, hexadecimal
    body       TEXT NOT NULL,            -- JSON, byte for byte what is hashed
    PRIMARY KEY (meeting_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE commitment (
    id         INTEGER PRIMARY KEY,
    ref        TEXT NOT NULL UNIQUE,
    ref_key    TEXT NOT NULL UNIQUE, -- ref with its number padded, for order
    version    INTEGER NOT NULL,
    org        TEXT NOT NULL, -- code of the organisation that made it
    text       TEXT NOT NULL,
    theme      TEXT NOT NULL DEFAULT '',
    theme_key  TEXT NOT NULL DEFAULT '', -- folded
    origin     TEXT NOT NULL DEFAULT '',
    made       TEXT NOT NULL DEFAULT '', -- day
    state      TEXT NOT NULL,
    evidence   TEXT NOT NULL DEFAULT '',
    internal   TEXT NOT NULL DEFAULT '', -- code of the organisation that alone knows of it
    open       INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    search     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX commitment_org ON commitment (org, ref_key);

CREATE TABLE commitment_review (
    commitment_id INTEGER NOT NULL REFERENCES commitment (id),
    n             INTEGER NOT NULL,
    meeting_id    INTEGER NOT NULL REFERENCES meeting (id),
    day           TEXT NOT NULL,
    state         TEXT NOT NULL, -- as judged then
    note          TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (commitment_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE article (
    id         INTEGER PRIMARY KEY,
    ref        TEXT NOT NULL UNIQUE,
    ref_key    TEXT NOT NULL UNIQUE,
    version    INTEGER NOT NULL, -- of the row
    title      TEXT NOT NULL,
    internal   TEXT NOT NULL DEFAULT '',
    updated_at INTEGER NOT NULL,
    search     TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE article_text (
    article_id INTEGER NOT NULL REFERENCES article (id),
    n          INTEGER NOT NULL,
    title      TEXT NOT NULL,
    body       TEXT NOT NULL,
    adopted    TEXT NOT NULL DEFAULT '', -- day; '': a draft
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (article_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_stance (
    article_id INTEGER NOT NULL REFERENCES article (id),
    n          INTEGER NOT NULL,
    org        TEXT NOT NULL, -- organisation code
    stance     TEXT NOT NULL,
    text       TEXT NOT NULL DEFAULT '',
    day        TEXT NOT NULL,
    PRIMARY KEY (article_id, n, org)
) STRICT, WITHOUT ROWID;

CREATE TABLE training (
    id         INTEGER PRIMARY KEY,
    ref        TEXT NOT NULL UNIQUE,
    ref_key    TEXT NOT NULL UNIQUE,
    version    INTEGER NOT NULL,
    service    TEXT NOT NULL, -- who was trained
    day        TEXT NOT NULL,
    topic      TEXT NOT NULL,
    trained    INTEGER NOT NULL DEFAULT 0,
    org        TEXT NOT NULL, -- code of the organisation that gives it
    internal   TEXT NOT NULL DEFAULT '',
    updated_at INTEGER NOT NULL,
    search     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX training_day ON training (day, ref_key);

CREATE TABLE sheet (
    id         INTEGER PRIMARY KEY,
    ref        TEXT NOT NULL UNIQUE,
    ref_key    TEXT NOT NULL UNIQUE,
    version    INTEGER NOT NULL,
    title      TEXT NOT NULL,
    body       TEXT NOT NULL, -- Markdown
    tlp        TEXT NOT NULL,
    internal   TEXT NOT NULL DEFAULT '',
    updated_at INTEGER NOT NULL,
    search     TEXT NOT NULL DEFAULT ''
) STRICT;
