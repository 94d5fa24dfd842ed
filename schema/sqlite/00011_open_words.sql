-- +goose Up
-- The words of open requests a second time, by themselves: the queue is searched all day and must not
-- read what ten years have closed. A row leaves them with its last transition, and returns when it is
-- reopened: the program then writes its row of request_text anew.
ALTER TABLE request_text ADD COLUMN open INTEGER NOT NULL DEFAULT 0; -- the request is not terminal
CREATE VIRTUAL TABLE request_open_words USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE request_open_vocabulary USING fts5vocab (request_open_words, instance);

-- Which requests of an older register are among them already: those whose ref_key is not greater; NULL once all are.
ALTER TABLE search_state ADD COLUMN open_upto TEXT DEFAULT '';

-- Rows of request_text are replaced, not updated.
DROP TRIGGER request_text_changed;
-- +goose StatementBegin
CREATE TRIGGER request_text_open AFTER INSERT ON request_text WHEN new.open = 1 BEGIN
    INSERT INTO request_open_words (rowid, words) VALUES (new.request_id, new.body || new.addresses
        || CASE new.reader WHEN '' THEN '' ELSE replace(new.body || new.addresses, ' ', ' ' || new.reader) END);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER request_text_shut AFTER DELETE ON request_text WHEN old.open = 1 BEGIN
    DELETE FROM request_open_words WHERE rowid = old.request_id;
END;
-- +goose StatementEnd

-- With what an addressee's queries ask for, so that going along its queue and its archive reads no row.
DROP INDEX request_to_due;
DROP INDEX request_to_label;
DROP INDEX request_to_ref;
DROP INDEX request_to_updated;
DROP INDEX request_all_to;
CREATE INDEX request_to_due ON request (addressee, due_key, ref_key, kind, sent_at) WHERE open = 1 AND sent_at > 0;
CREATE INDEX request_to_label ON request (addressee, label, due_key, ref_key, sent_at) WHERE open = 1 AND sent_at > 0;
CREATE INDEX request_to_ref ON request (addressee, ref_key, sent_at) WHERE open = 1 AND sent_at > 0;
CREATE INDEX request_to_updated ON request (addressee, updated_addressee, ref_key, sent_at) WHERE open = 1 AND sent_at > 0;
CREATE INDEX request_all_to ON request (addressee, updated_addressee, ref_key, sent_at) WHERE sent_at > 0;
