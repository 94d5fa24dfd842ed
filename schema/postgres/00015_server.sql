-- +goose Up
-- What the servers of this register were last told, to know what has changed. Secrets are not in it.
CREATE TABLE server_setting (
    name  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

ALTER TABLE server_setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE server_setting FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON server_setting USING ((SELECT looks_as()) = 'system');
CREATE POLICY administration ON server_setting FOR SELECT USING ((SELECT looks_from('role')) = 'administrator');
