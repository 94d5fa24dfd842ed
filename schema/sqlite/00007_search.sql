-- +goose Up
-- The texts by which requests are found, cut into words. They are made of other tables' rows by the
-- program, which makes all of them anew when it cuts words otherwise than search_state says.
CREATE TABLE request_text (
    request_id INTEGER PRIMARY KEY REFERENCES request (id) ON DELETE CASCADE,
    reader     TEXT NOT NULL, -- the addressee's number and "¦", which stand before each word that it is to find; '' until it may know of the request
    body       TEXT NOT NULL,
    addresses  TEXT NOT NULL  -- of the contents
) STRICT;

CREATE TABLE search_state (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL, -- of the cutting
    upto    INTEGER NOT NULL  -- the last request made anew; 0 once all are
) STRICT;
INSERT INTO search_state (id, version, upto) VALUES (1, 0, 0);

-- Each word as it is, for the authority, and behind its reader, for the addressee: so that a search
-- reads nothing of others' requests, not even to pass it over. Words hold no ASCII sign, and the
-- tokenizer takes whatever is not ASCII for a part of a word.
CREATE VIRTUAL TABLE request_words USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE request_vocabulary USING fts5vocab (request_words, instance);

-- +goose StatementBegin
CREATE TRIGGER request_text_new AFTER INSERT ON request_text BEGIN
    INSERT INTO request_words (rowid, words) VALUES (new.request_id, new.body || new.addresses
        || CASE new.reader WHEN '' THEN '' ELSE replace(new.body || new.addresses, ' ', ' ' || new.reader) END);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER request_text_changed AFTER UPDATE ON request_text BEGIN
    DELETE FROM request_words WHERE rowid = old.request_id;
    INSERT INTO request_words (rowid, words) VALUES (new.request_id, new.body || new.addresses
        || CASE new.reader WHEN '' THEN '' ELSE replace(new.body || new.addresses, ' ', ' ' || new.reader) END);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER request_text_gone AFTER DELETE ON request_text BEGIN
    DELETE FROM request_words WHERE rowid = old.request_id;
END;
-- +goose StatementEnd

ALTER TABLE request DROP COLUMN search;

-- The archive by date and organisation, by external reference, by content. The date is turned round so
-- that no query for a queue, which asks for what was sent, takes this index for its own.
CREATE INDEX request_sent ON request ((-sent_at), addressee) WHERE sent_at > 0;
CREATE INDEX request_side_external ON request_side (org_id, lower(external_ref)) WHERE external_ref <> '';
CREATE INDEX content_hash ON content (hash) WHERE hash <> '';
