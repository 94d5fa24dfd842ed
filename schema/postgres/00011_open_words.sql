-- +goose Up
-- The words of open requests have an index of their own: the queue is searched all day and must not
-- read what ten years have closed. A row leaves it with its last transition, and returns when it is
-- reopened: the program then writes its row of request_text anew.
ALTER TABLE request_text ADD COLUMN open BIGINT NOT NULL DEFAULT 0; -- the request is not terminal
ALTER TABLE request_words ADD COLUMN open BIGINT NOT NULL DEFAULT 0; -- as in request_text
CREATE INDEX request_words_open ON request_words USING gin (words) WHERE open = 1;

-- Which requests of an older register are in it already: those whose ref_key is not greater; NULL once all are.
ALTER TABLE search_state ADD COLUMN open_upto TEXT COLLATE "C" DEFAULT '';

-- +goose StatementBegin
CREATE OR REPLACE FUNCTION keep_request_words () RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO request_words (request_id, reader, open, words) VALUES (new.request_id, new.reader, new.open,
        array_to_tsvector(array_remove(string_to_array(new.body || new.addresses
            || CASE new.reader WHEN '' THEN '' ELSE replace(new.body || new.addresses, ' ', ' ' || new.reader) END, ' '), '')));
    RETURN NULL;
END $$;
-- +goose StatementEnd
