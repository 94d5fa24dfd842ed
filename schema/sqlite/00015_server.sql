-- +goose Up
-- What the servers of this register were last told, to know what has changed. Secrets are not in it.
CREATE TABLE server_setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
