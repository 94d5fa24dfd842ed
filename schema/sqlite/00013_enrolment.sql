-- +goose Up

-- Keys end, and tell from where they were used last; members tell when they last came in, by key or certificate.
ALTER TABLE member_key ADD COLUMN last_used_from TEXT NOT NULL DEFAULT '';
ALTER TABLE member_key ADD COLUMN expires_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE member ADD COLUMN login_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE member ADD COLUMN login_from TEXT NOT NULL DEFAULT '';

-- A seat that waits for whoever answers with the code, of which only the hash is here.
CREATE TABLE invitation (
    id          INTEGER PRIMARY KEY,
    ref         TEXT NOT NULL UNIQUE, -- 'I-2015-003'
    code_hash   TEXT NOT NULL UNIQUE, -- SHA-256 of the code's signs, hex
    org_id      INTEGER NOT NULL REFERENCES organisation (id),
    role        TEXT NOT NULL,
    service     TEXT NOT NULL DEFAULT '',
    login       TEXT NOT NULL DEFAULT '', -- wished for
    name        TEXT NOT NULL,
    lang        TEXT NOT NULL DEFAULT '',
    author_id   INTEGER NOT NULL REFERENCES member (id),
    added_at    INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    answered_at INTEGER NOT NULL DEFAULT 0,
    member_id   INTEGER NOT NULL DEFAULT 0, -- who answered
    revoked_at  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The least that an organisation asks of its members' keys; without a row: any.
CREATE TABLE key_policy (
    org_id INTEGER PRIMARY KEY REFERENCES organisation (id),
    policy TEXT NOT NULL
) STRICT;

-- Whose signature makes a certificate good for the members of an organisation.
CREATE TABLE user_authority (
    id          INTEGER PRIMARY KEY,
    org_id      INTEGER NOT NULL REFERENCES organisation (id),
    line        TEXT NOT NULL,
    fingerprint TEXT NOT NULL UNIQUE,
    added_at    INTEGER NOT NULL
) STRICT;

-- Certificates shut out before they end, by serial or key ID.
CREATE TABLE revoked_certificate (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE, -- 'serial:42@SHA256:…', 'id:NAME@SHA256:…'
    revoked_at INTEGER NOT NULL
) STRICT;
