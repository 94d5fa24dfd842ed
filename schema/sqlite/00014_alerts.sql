-- +goose Up
-- Contacts are told of alerts; deliveries to members were never made.
DROP TABLE delivery;

-- Where a contact's alerts are posted to, and what they are signed with.
CREATE TABLE webhook (
    contact_id INTEGER PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
    url        TEXT NOT NULL,
    secret     TEXT NOT NULL
) STRICT;

-- What an organisation's contacts are called for: one log entry that asks for it.
CREATE TABLE alert (
    id         INTEGER PRIMARY KEY,
    audience   TEXT NOT NULL,
    seq        INTEGER NOT NULL,
    org_id     INTEGER NOT NULL REFERENCES organisation (id),
    noun       TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    cause      TEXT NOT NULL,
    ref        TEXT NOT NULL,
    label      TEXT NOT NULL,
    at         INTEGER NOT NULL,
    state      TEXT NOT NULL,
    next_at    INTEGER NOT NULL DEFAULT 0, -- when those who follow in the order of call are told; 0: nobody is
    UNIQUE (audience, seq)
) STRICT;
CREATE INDEX alert_open ON alert (next_at, id) WHERE state IN ('calling', 'unheard');
CREATE INDEX alert_subject ON alert (noun, subject_id);

-- An alert on its way to one contact, by one channel.
CREATE TABLE alert_delivery (
    id          INTEGER PRIMARY KEY,
    alert_id    INTEGER NOT NULL REFERENCES alert (id),
    contact_id  INTEGER NOT NULL, -- which may be removed since
    contact_ref TEXT NOT NULL,
    channel     TEXT NOT NULL,
    token       TEXT NOT NULL UNIQUE, -- by which its receiver knows it again
    state       TEXT NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    next_at     INTEGER NOT NULL, -- while it is being sent: until when it is this node's
    sent_at     INTEGER NOT NULL DEFAULT 0,
    problem     TEXT NOT NULL DEFAULT '',
    server      INTEGER NOT NULL DEFAULT 0, -- 1: the problem is not the contact's
    told_at     INTEGER NOT NULL DEFAULT 0, -- when the problem was told in the logs
    UNIQUE (alert_id, contact_id, channel)
) STRICT;
CREATE INDEX alert_delivery_due ON alert_delivery (channel, next_at, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX alert_delivery_contact ON alert_delivery (contact_id, channel);

-- What happened before is not called for.
INSERT INTO outbox_cursor (consumer, audience, seq) SELECT 'alert', audience, seq FROM log_counter;
