-- +goose Up
-- What goes to one member by mail, all that was due at once in one.
CREATE TABLE letter (
    id        INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES member (id),
    org_id    INTEGER NOT NULL REFERENCES organisation (id), -- of the member
    token     TEXT NOT NULL UNIQUE, -- by which its receiver knows it again
    at        INTEGER NOT NULL,
    state     TEXT NOT NULL,
    attempts  INTEGER NOT NULL DEFAULT 0,
    next_at   INTEGER NOT NULL, -- while it is being sent: until when it is this node's
    sent_at   INTEGER NOT NULL DEFAULT 0,
    problem   TEXT NOT NULL DEFAULT '',
    server    INTEGER NOT NULL DEFAULT 0, -- 1: the problem is not the member's
    told_at   INTEGER NOT NULL DEFAULT 0 -- when the problem was told in the logs
) STRICT;
CREATE INDEX letter_due ON letter (next_at, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX letter_member ON letter (member_id);

-- One thing that a member is told of by mail, once.
CREATE TABLE notice (
    id         INTEGER PRIMARY KEY,
    member_id  INTEGER NOT NULL REFERENCES member (id),
    cause      TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    occasion   TEXT NOT NULL, -- which time it is that the cause arises for the subject
    due_at     INTEGER NOT NULL, -- not before: quiet hours, digest
    letter_id  INTEGER NOT NULL DEFAULT 0, -- that tells it; 0: none yet
    UNIQUE (member_id, cause, subject_id, occasion)
) STRICT;
CREATE INDEX notice_due ON notice (due_at, member_id) WHERE letter_id = 0;
CREATE INDEX notice_letter ON notice (letter_id) WHERE letter_id <> 0;
