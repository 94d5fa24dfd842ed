-- +goose Up
-- The texts by which requests are found, cut into words. They are made of other tables' rows by the
-- program, which makes all of them anew when it cuts words otherwise than search_state says.
CREATE TABLE request_text (
    request_id BIGINT PRIMARY KEY REFERENCES request (id) ON DELETE CASCADE,
    reader     TEXT COLLATE "C" NOT NULL, -- stands before each word that the addressee is to find; '' until it may know of the request
    body       TEXT COLLATE "C" NOT NULL,
    addresses  TEXT COLLATE "C" NOT NULL  -- of the contents
);

CREATE TABLE search_state (
    id      BIGINT PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL, -- of the cutting
    upto    BIGINT NOT NULL  -- the last request made anew; 0 once all are
);
INSERT INTO search_state (id, version, upto) VALUES (1, 0, 0);

-- Each word as it is, for the authority, and behind its reader, for the addressee: so that a search
-- reads nothing of others' requests, not even to pass it over.
-- +goose StatementBegin
CREATE FUNCTION search_words (reader TEXT, body TEXT, addresses TEXT) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(array_remove(string_to_array(body || addresses
        || CASE reader WHEN '' THEN '' ELSE replace(body || addresses, ' ', ' ' || reader) END, ' '), ''))
$$;
-- +goose StatementEnd
CREATE INDEX request_words ON request_text USING gin (search_words(reader, body, addresses));

ALTER TABLE request DROP COLUMN search;

-- The archive by organisation and date, by external reference, by content.
CREATE INDEX request_sent ON request (addressee, sent_at) WHERE sent_at > 0;
CREATE INDEX request_side_external ON request_side (org_id, lower(external_ref)) WHERE external_ref <> '';
CREATE INDEX content_hash ON content (hash) WHERE hash <> '';
