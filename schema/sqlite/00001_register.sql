-- +goose Up
-- Times are Unix milliseconds, 0 for "none"; days are '2015-05-06'. Truths are 0 or 1.

CREATE TABLE group_info (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    name   TEXT NOT NULL,
    zone   TEXT NOT NULL,
    demo   INTEGER NOT NULL DEFAULT 0,
    policy TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE organisation (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    prefix    TEXT NOT NULL UNIQUE,
    name      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    functions TEXT NOT NULL DEFAULT '', -- codes, by comma
    services  TEXT NOT NULL DEFAULT '', -- names, by comma
    lang      TEXT NOT NULL DEFAULT '',
    zone      TEXT NOT NULL DEFAULT 'Europe/Paris',
    disabled  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE member (
    id       INTEGER PRIMARY KEY,
    org_id   INTEGER NOT NULL REFERENCES organisation (id),
    service  TEXT NOT NULL DEFAULT '',
    login    TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    role     TEXT NOT NULL,
    lang     TEXT NOT NULL DEFAULT '',
    zone     TEXT NOT NULL DEFAULT '',
    disabled INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX member_org ON member (org_id);

CREATE TABLE member_key (
    id           INTEGER PRIMARY KEY,
    member_id    INTEGER NOT NULL REFERENCES member (id),
    line         TEXT NOT NULL,
    fingerprint  TEXT NOT NULL UNIQUE,
    label        TEXT NOT NULL DEFAULT '',
    added_at     INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL DEFAULT 0,
    revoked_at   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX member_key_member ON member_key (member_id);

CREATE TABLE clock (
    code        TEXT NOT NULL,
    version     INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    months      INTEGER NOT NULL,
    starts      TEXT NOT NULL,
    source      TEXT NOT NULL,
    PRIMARY KEY (code, version)
) STRICT;

-- The last number given in each series ('GOO', 'B', 'D', 'A', 'GOO-A') of a year.
CREATE TABLE numbering (
    series TEXT NOT NULL,
    year   INTEGER NOT NULL,
    last   INTEGER NOT NULL,
    PRIMARY KEY (series, year)
) STRICT;

-- One import: its requests are visible once done is 1.
CREATE TABLE intake (
    id        INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES member (id),
    at        INTEGER NOT NULL, -- of its last step
    done      INTEGER NOT NULL DEFAULT 0,
    told      INTEGER NOT NULL DEFAULT 0 -- the last of its requests that is in the logs
) STRICT;

CREATE TABLE request (
    id                INTEGER PRIMARY KEY,
    ref               TEXT NOT NULL UNIQUE, -- the draft's until sent
    ref_key           TEXT NOT NULL,        -- ref with its number padded, for order
    draft_ref         TEXT NOT NULL UNIQUE,
    version           INTEGER NOT NULL,
    sent_base         INTEGER NOT NULL DEFAULT 0, -- changes that happened before the addressee could see any
    kind              TEXT NOT NULL,
    regime            TEXT NOT NULL,
    legal_basis       TEXT NOT NULL DEFAULT '',
    subject           TEXT NOT NULL,
    reasons           TEXT NOT NULL DEFAULT '',
    service           TEXT NOT NULL,
    addressee         TEXT NOT NULL DEFAULT '', -- organisation code, '' on a draft without one
    label             TEXT NOT NULL,
    label_reason      TEXT NOT NULL DEFAULT '',
    state             TEXT NOT NULL,
    tlp               TEXT NOT NULL,
    credibility       TEXT NOT NULL DEFAULT '',
    case_ref          TEXT NOT NULL DEFAULT '',
    duplicate_of      INTEGER NOT NULL DEFAULT 0,
    clock_code        TEXT NOT NULL DEFAULT '',
    clock_version     INTEGER NOT NULL DEFAULT 0,
    clock_ms          INTEGER NOT NULL DEFAULT 0,
    clock_starts      TEXT NOT NULL DEFAULT '',
    clock_start       INTEGER NOT NULL DEFAULT 0,
    clock_stop        INTEGER NOT NULL DEFAULT 0,
    suspended_ms      INTEGER NOT NULL DEFAULT 0,
    due_at            INTEGER NOT NULL DEFAULT 0,
    due_key           INTEGER NOT NULL, -- due_at as shown, far ahead when there is none
    ground            TEXT NOT NULL DEFAULT '',
    visa_at           INTEGER NOT NULL DEFAULT 0,
    visa_by           INTEGER NOT NULL DEFAULT 0,
    author_id         INTEGER NOT NULL,
    content_count     INTEGER NOT NULL DEFAULT 0,
    replies           INTEGER NOT NULL DEFAULT 0, -- sent ones
    last_reply        TEXT NOT NULL DEFAULT '',   -- state of the last one sent
    held              INTEGER NOT NULL DEFAULT 0, -- a reply is about to go out
    created_at        INTEGER NOT NULL,
    sent_at           INTEGER NOT NULL DEFAULT 0,
    received_at       INTEGER NOT NULL DEFAULT 0,
    answered_at       INTEGER NOT NULL DEFAULT 0,
    closed_at         INTEGER NOT NULL DEFAULT 0,
    updated_at        INTEGER NOT NULL, -- last change of what is shared
    updated_authority INTEGER NOT NULL, -- last change that the authority can see
    updated_addressee INTEGER NOT NULL, -- last change that the addressee can see
    open              INTEGER NOT NULL, -- state is not terminal
    intake_id         INTEGER NOT NULL DEFAULT 0,
    search            TEXT NOT NULL DEFAULT '' -- folded words that every reader of the row may read
) STRICT;
-- With what sight asks for, so that counting a queue reads no row.
CREATE INDEX request_due ON request (due_key, ref_key, kind, service, intake_id) WHERE open = 1;
CREATE INDEX request_label ON request (label, due_key, ref_key) WHERE open = 1;
CREATE INDEX request_ref ON request (ref_key) WHERE open = 1;
CREATE INDEX request_updated ON request (updated_authority, ref_key) WHERE open = 1;
CREATE INDEX request_shared ON request (updated_at, ref_key) WHERE open = 1 AND sent_at > 0;
CREATE INDEX request_owner ON request (addressee, due_key, ref_key) WHERE open = 1;
CREATE INDEX request_to_due ON request (addressee, due_key, ref_key, kind) WHERE open = 1 AND sent_at > 0;
CREATE INDEX request_to_label ON request (addressee, label, due_key, ref_key) WHERE open = 1 AND sent_at > 0;
CREATE INDEX request_to_ref ON request (addressee, ref_key) WHERE open = 1 AND sent_at > 0;
CREATE INDEX request_to_updated ON request (addressee, updated_addressee, ref_key) WHERE open = 1 AND sent_at > 0;
CREATE INDEX request_all_updated ON request (updated_authority, ref_key);
CREATE INDEX request_all_to ON request (addressee, updated_addressee, ref_key) WHERE sent_at > 0;
CREATE INDEX request_intake ON request (intake_id, id) WHERE intake_id <> 0;
CREATE INDEX request_asking ON request (addressee) WHERE open = 1 AND (held = 1 OR last_reply = 'disputed' OR (state = 'in_progress' AND replies > 0));
CREATE INDEX request_case ON request (case_ref) WHERE case_ref <> '';

-- What one organisation keeps on a request; the other side never sees it.
CREATE TABLE request_side (
    request_id    INTEGER NOT NULL REFERENCES request (id),
    org_id        INTEGER NOT NULL REFERENCES organisation (id),
    version       INTEGER NOT NULL DEFAULT 0,
    assignee_id   INTEGER NOT NULL DEFAULT 0,
    snoozed_until INTEGER NOT NULL DEFAULT 0,
    external_ref  TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (request_id, org_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_side_assignee ON request_side (assignee_id) WHERE assignee_id <> 0;

CREATE TABLE content (
    request_id   INTEGER NOT NULL REFERENCES request (id),
    n            INTEGER NOT NULL,
    url          TEXT NOT NULL,
    url_key      TEXT NOT NULL,
    type         TEXT NOT NULL DEFAULT '',
    hash         TEXT NOT NULL DEFAULT '',
    outcome      TEXT NOT NULL DEFAULT '',
    effective_at INTEGER NOT NULL DEFAULT 0,
    territories  TEXT NOT NULL DEFAULT '', -- by comma
    observed     TEXT NOT NULL DEFAULT '',
    added_at     INTEGER NOT NULL,
    PRIMARY KEY (request_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX content_url ON content (url_key);

CREATE TABLE reply (
    id           INTEGER PRIMARY KEY,
    request_id   INTEGER NOT NULL REFERENCES request (id),
    n            INTEGER NOT NULL,
    org_id       INTEGER NOT NULL REFERENCES organisation (id),
    author_id    INTEGER NOT NULL REFERENCES member (id),
    state        TEXT NOT NULL,
    text         TEXT NOT NULL DEFAULT '',
    effective_at INTEGER NOT NULL DEFAULT 0,
    held_until   INTEGER NOT NULL DEFAULT 0,
    sent_at      INTEGER NOT NULL DEFAULT 0,
    decided_at   INTEGER NOT NULL DEFAULT 0,
    reason       TEXT NOT NULL DEFAULT '',
    sort_at      INTEGER NOT NULL, -- when it was written or sent: the order of the queue
    sort_key     TEXT NOT NULL, -- the request's ref_key and n: a second key that tells its reader nothing new
    UNIQUE (request_id, n)
) STRICT;
CREATE INDEX reply_held ON reply (held_until) WHERE state = 'held';
CREATE INDEX reply_sent ON reply (sort_at, sort_key);
CREATE INDEX reply_org ON reply (org_id, sort_at, sort_key);
CREATE INDEX reply_waiting ON reply (sort_at, sort_key) WHERE state = 'sent';

CREATE TABLE reply_outcome (
    reply_id    INTEGER NOT NULL REFERENCES reply (id) ON DELETE CASCADE,
    n           INTEGER NOT NULL,
    outcome     TEXT NOT NULL,
    territories TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (reply_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting (
    id        INTEGER PRIMARY KEY,
    ref       TEXT NOT NULL UNIQUE,
    version   INTEGER NOT NULL DEFAULT 1,
    format    TEXT NOT NULL,
    title     TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    place     TEXT NOT NULL DEFAULT '',
    state     TEXT NOT NULL
) STRICT;
CREATE INDEX meeting_starts ON meeting (starts_at, id);

CREATE TABLE agenda_point (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    n          INTEGER NOT NULL,
    title      TEXT NOT NULL,
    rapporteur TEXT NOT NULL DEFAULT '', -- organisation code
    minutes    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (meeting_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE attendance (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    n          INTEGER NOT NULL,
    org        TEXT NOT NULL, -- organisation code
    person     TEXT NOT NULL,
    mode       TEXT NOT NULL,
    PRIMARY KEY (meeting_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    n          INTEGER NOT NULL,
    text       TEXT NOT NULL,
    PRIMARY KEY (meeting_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE action_item (
    id         INTEGER PRIMARY KEY,
    ref        TEXT NOT NULL UNIQUE,
    ref_key    TEXT NOT NULL, -- ref with its number padded, for order
    version    INTEGER NOT NULL,
    text       TEXT NOT NULL,
    meeting_id INTEGER NOT NULL DEFAULT 0,
    point      TEXT NOT NULL DEFAULT '',
    owner      TEXT NOT NULL, -- organisation code
    member_id  INTEGER NOT NULL DEFAULT 0,
    due        TEXT NOT NULL DEFAULT '9999-12-31', -- that day: none
    state      TEXT NOT NULL,
    carried    INTEGER NOT NULL DEFAULT 0,
    evidence   TEXT NOT NULL DEFAULT '',
    theme      TEXT NOT NULL DEFAULT '',
    theme_key  TEXT NOT NULL DEFAULT '', -- folded
    internal   INTEGER NOT NULL DEFAULT 0,
    raised     TEXT NOT NULL,
    completed  TEXT NOT NULL DEFAULT '',
    notes      TEXT NOT NULL DEFAULT '',
    updated_at INTEGER NOT NULL,
    open       INTEGER NOT NULL,
    search     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX action_due ON action_item (due, ref_key) WHERE open = 1;
CREATE INDEX action_ref ON action_item (ref_key) WHERE open = 1;
CREATE INDEX action_owner ON action_item (owner, due, ref_key) WHERE open = 1;
CREATE INDEX action_updated ON action_item (updated_at, ref_key) WHERE open = 1;
CREATE INDEX action_meeting ON action_item (meeting_id);

CREATE TABLE action_link (
    action_id INTEGER NOT NULL REFERENCES action_item (id),
    target    TEXT NOT NULL, -- first reference of a request, or "meeting#decision"
    PRIMARY KEY (action_id, target)
) STRICT, WITHOUT ROWID;

-- Each state an action item has been in, so that a register can be given as of a past day.
CREATE TABLE action_past (
    action_id INTEGER NOT NULL REFERENCES action_item (id),
    version   INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    body      TEXT NOT NULL, -- JSON
    PRIMARY KEY (action_id, version)
) STRICT, WITHOUT ROWID;

-- One log per audience. payload and salt can be erased; leaf stays and still verifies.
CREATE TABLE log_entry (
    audience   TEXT NOT NULL,
    seq        INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    actor      TEXT NOT NULL,
    verb       TEXT NOT NULL,
    noun       TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    ref        TEXT NOT NULL,
    leaf       BLOB NOT NULL,
    salt       BLOB,
    payload    TEXT,
    event      INTEGER NOT NULL, -- the same for the entries that one change made in several logs
    PRIMARY KEY (audience, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX log_subject ON log_entry (audience, noun, subject_id, seq);

CREATE TABLE log_counter (
    audience TEXT PRIMARY KEY,
    seq      INTEGER NOT NULL,
    at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE undo (
    id           INTEGER PRIMARY KEY,
    member_id    INTEGER NOT NULL REFERENCES member (id),
    unit         TEXT NOT NULL,
    verb         TEXT NOT NULL,
    noun         TEXT NOT NULL,
    subject_id   INTEGER NOT NULL,
    before       TEXT NOT NULL, -- JSON
    version      INTEGER NOT NULL, -- of the shared row after the verb; 0: the verb did not touch it
    side_version INTEGER NOT NULL, -- of the side's row after the verb; 0: the verb did not touch it
    at           INTEGER NOT NULL
) STRICT;
CREATE INDEX undo_member ON undo (member_id, at, id);

CREATE TABLE once (
    member_id INTEGER NOT NULL REFERENCES member (id),
    key       TEXT NOT NULL,
    result    TEXT NOT NULL, -- JSON
    at        INTEGER NOT NULL,
    PRIMARY KEY (member_id, key)
) STRICT, WITHOUT ROWID;
