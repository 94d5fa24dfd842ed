-- +goose Up
-- The packs of meetings as they were frozen, a row for each version and audience; never changed.
CREATE TABLE pack (
    meeting_id BIGINT NOT NULL REFERENCES meeting (id),
    version    BIGINT NOT NULL,
    audience   TEXT COLLATE "C" NOT NULL, -- as of log_entry: whose readers it is for
    at         BIGINT NOT NULL,
    hash       TEXT COLLATE "C" NOT NULL, -- SHA-256 of body, hexadecimal
    note       TEXT COLLATE "C" NOT NULL, -- the group's signature on it
    body       TEXT COLLATE "C" NOT NULL, -- JSON, byte for byte what is hashed
    PRIMARY KEY (meeting_id, version, audience)
);
ALTER TABLE pack ENABLE ROW LEVEL SECURITY;
ALTER TABLE pack FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON pack USING ((SELECT looks_as()) = 'system');
CREATE POLICY sight ON pack FOR SELECT USING (audience = ANY ((SELECT looks_among('audiences', E'\n'))::text[]));
