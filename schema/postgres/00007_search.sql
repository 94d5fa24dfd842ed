-- +goose Up
-- The texts by which requests are found, cut into words. They are made of other tables' rows by the
-- program, which makes all of them anew when it cuts words otherwise than search_state says.
CREATE TABLE request_text (
    request_id BIGINT PRIMARY KEY REFERENCES request (id) ON DELETE CASCADE,
    reader     TEXT COLLATE "C" NOT NULL, -- the addressee's number and "¦", which stand before each word that it is to find; '' until it may know of the request
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
-- reads nothing of others' requests, not even to pass it over. A table of its own, for row security
-- would keep the index of an expression from being used. Rows of request_text are replaced, not updated.
CREATE TABLE request_words (
    request_id BIGINT PRIMARY KEY REFERENCES request_text (request_id) ON DELETE CASCADE,
    reader     TEXT COLLATE "C" NOT NULL, -- as in request_text
    words      TSVECTOR NOT NULL
);
-- +goose StatementBegin
CREATE FUNCTION keep_request_words () RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO request_words (request_id, reader, words) VALUES (new.request_id, new.reader,
        array_to_tsvector(array_remove(string_to_array(new.body || new.addresses
            || CASE new.reader WHEN '' THEN '' ELSE replace(new.body || new.addresses, ' ', ' ' || new.reader) END, ' '), '')));
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER request_text_new AFTER INSERT ON request_text FOR EACH ROW EXECUTE FUNCTION keep_request_words();
CREATE INDEX request_words_words ON request_words USING gin (words);

ALTER TABLE request DROP COLUMN search;

-- The archive by date and organisation, by external reference, by content. The date is turned round so
-- that no query for a queue, which asks for what was sent, takes this index for its own.
CREATE INDEX request_sent ON request ((-sent_at), addressee) WHERE sent_at > 0;
CREATE INDEX request_side_external ON request_side (org_id, lower(external_ref)) WHERE external_ref <> '';
CREATE INDEX content_hash ON content (hash) WHERE hash <> '';
