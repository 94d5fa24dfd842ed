-- +goose Up
-- Words wait in a list until it is full; whoever fills it puts them all into the
-- index within their own command, and every search reads the list through. With
-- the 4 MB that are usual the slowest of 500 chunks of words took 1.5 to 2.3 s,
-- with 256 kB 0.2 to 0.6 s, and all of them as long as before.
ALTER INDEX request_words_words SET (gin_pending_list_limit = 256);
ALTER INDEX request_words_open SET (gin_pending_list_limit = 256);
