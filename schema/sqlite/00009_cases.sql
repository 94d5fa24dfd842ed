-- +goose Up

-- A case belongs to the authority's side of a request: no other side's row, version or time tells of it.
ALTER TABLE request_side ADD COLUMN case_ref TEXT NOT NULL DEFAULT '';
UPDATE request_side SET case_ref = (SELECT r.case_ref FROM request r WHERE r.id = request_side.request_id)
    WHERE org_id IN (SELECT id FROM organisation WHERE kind = 'authority');
DROP INDEX request_case;
ALTER TABLE request DROP COLUMN case_ref;
CREATE INDEX request_side_case ON request_side (case_ref) WHERE case_ref <> '';

CREATE TABLE case_file (
    id        INTEGER PRIMARY KEY,
    version   INTEGER NOT NULL DEFAULT 1,
    ref       TEXT NOT NULL UNIQUE, -- 'D-2015-0003', or the name under which a file or a draft first spoke of it
    title     TEXT NOT NULL,
    author_id INTEGER NOT NULL DEFAULT 0, -- 0: from before cases were kept
    opened_at INTEGER NOT NULL,
    named     INTEGER NOT NULL DEFAULT 0  -- a request named it: it is known to those who know of one of its requests
) STRICT;
INSERT INTO case_file (ref, title, opened_at, named)
    SELECT s.case_ref, s.case_ref, min(r.created_at), 1 FROM request_side s JOIN request r ON r.id = s.request_id
    WHERE s.case_ref <> '' GROUP BY s.case_ref;
INSERT INTO numbering (series, year, last)
    SELECT 'D', CAST(substr(ref, 3, 4) AS INTEGER), max(CAST(substr(ref, 8) AS INTEGER)) FROM case_file
    WHERE ref GLOB 'D-[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]' GROUP BY 2;

-- What stands behind the host: under it copies at other hosts meet. Empty: too short to name a content.
ALTER TABLE content ADD COLUMN path_key TEXT NOT NULL DEFAULT '';
UPDATE content SET path_key = substr(url_key, instr(url_key, '/'))
    WHERE instr(url_key, '/') > 0 AND length(CAST(substr(url_key, instr(url_key, '/')) AS BLOB)) >= 8;
CREATE INDEX content_path ON content (path_key) WHERE path_key <> '';
CREATE INDEX IF NOT EXISTS content_hash ON content (hash) WHERE hash <> '';
ALTER TABLE content ADD COLUMN observed_at INTEGER NOT NULL DEFAULT 0;

-- A request that came of another: an escalation to access providers or search engines, or the lifting of a measure.
CREATE TABLE request_link (
    origin_id  INTEGER NOT NULL REFERENCES request (id),
    request_id INTEGER NOT NULL REFERENCES request (id),
    relation   TEXT NOT NULL,
    kind       TEXT NOT NULL, -- of the request that came of it
    at         INTEGER NOT NULL,
    sent_at    INTEGER NOT NULL DEFAULT 0, -- when the request that came of it was sent
    PRIMARY KEY (origin_id, request_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX request_link_back ON request_link (request_id);

-- When a measure in place is to be looked at again; 0: never. 89 days are never later than three months.
ALTER TABLE request ADD COLUMN reverify_at INTEGER NOT NULL DEFAULT 0;
UPDATE request SET reverify_at = answered_at + 7689600000
    WHERE kind IN ('blocking', 'delisting') AND state IN ('answered', 'closed') AND answered_at > 0;
CREATE INDEX request_reverify ON request (reverify_at, ref_key) WHERE reverify_at > 0;

ALTER TABLE request ADD COLUMN recommended TEXT NOT NULL DEFAULT ''; -- state of the last recommendation
CREATE INDEX request_recommended ON request (recommended, ref_key) WHERE recommended <> '';
CREATE TABLE recommendation (
    request_id  INTEGER NOT NULL REFERENCES request (id),
    n           INTEGER NOT NULL,
    org_id      INTEGER NOT NULL REFERENCES organisation (id),
    author_id   INTEGER NOT NULL REFERENCES member (id),
    withdraw    INTEGER NOT NULL DEFAULT 0,
    text        TEXT NOT NULL,
    at          INTEGER NOT NULL,
    state       TEXT NOT NULL,
    answer      TEXT NOT NULL DEFAULT '',
    answered_at INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (request_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachment (
    id         INTEGER PRIMARY KEY,
    request_id INTEGER NOT NULL REFERENCES request (id),
    n          INTEGER NOT NULL,
    name       TEXT NOT NULL,
    media      TEXT NOT NULL,
    size       INTEGER NOT NULL, -- bytes
    sha256     TEXT NOT NULL,    -- hex
    author_id  INTEGER NOT NULL REFERENCES member (id),
    added_at   INTEGER NOT NULL,
    UNIQUE (request_id, n),
    UNIQUE (request_id, name)
) STRICT;
CREATE TABLE attachment_chunk (
    attachment_id INTEGER NOT NULL REFERENCES attachment (id) ON DELETE CASCADE,
    n             INTEGER NOT NULL,
    body          BLOB NOT NULL, -- at most 256 KiB
    PRIMARY KEY (attachment_id, n)
) STRICT;

-- Who answers for an organisation, in order of call.
CREATE TABLE contact (
    id       INTEGER PRIMARY KEY,
    org_id   INTEGER NOT NULL REFERENCES organisation (id),
    ref      TEXT NOT NULL UNIQUE, -- 'google/2'
    version  INTEGER NOT NULL DEFAULT 1,
    function TEXT NOT NULL,
    phone    TEXT NOT NULL DEFAULT '',
    mail     TEXT NOT NULL DEFAULT '',
    hours    TEXT NOT NULL DEFAULT '', -- 'mon-fri 09:00-18:00'; empty: at any time
    zone     TEXT NOT NULL,
    notes    TEXT NOT NULL DEFAULT '',
    rank     INTEGER NOT NULL -- 1: called first
) STRICT;
CREATE INDEX contact_org ON contact (org_id, rank, id);
