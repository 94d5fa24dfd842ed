-- +goose Up

-- What is settled, newest first: a list of it passes no open request.
CREATE INDEX request_settled ON request (updated_authority, ref_key) WHERE open = 0;
CREATE INDEX request_to_settled ON request (addressee, updated_addressee, ref_key, sent_at) WHERE open = 0 AND sent_at > 0;

-- For the page of a request that others repeat.
CREATE INDEX request_duplicate ON request (duplicate_of) WHERE duplicate_of <> 0;
