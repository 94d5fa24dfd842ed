-- +goose Up
-- The version of what every command goes by and nearly none changes: who is admitted, which organisations there
-- are, and the delays of the law. What was read of it holds as long as the version does.
CREATE TABLE standing (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
) STRICT;
INSERT INTO standing (id, version) VALUES (1, 1);
-- +goose StatementBegin
CREATE TRIGGER standing_organisation_insert AFTER INSERT ON organisation BEGIN UPDATE standing SET version = version + 1; END;
CREATE TRIGGER standing_organisation_update AFTER UPDATE ON organisation BEGIN UPDATE standing SET version = version + 1; END;
CREATE TRIGGER standing_organisation_delete AFTER DELETE ON organisation BEGIN UPDATE standing SET version = version + 1; END;
CREATE TRIGGER standing_clock_insert AFTER INSERT ON clock BEGIN UPDATE standing SET version = version + 1; END;
CREATE TRIGGER standing_clock_update AFTER UPDATE ON clock BEGIN UPDATE standing SET version = version + 1; END;
CREATE TRIGGER standing_clock_delete AFTER DELETE ON clock BEGIN UPDATE standing SET version = version + 1; END;
CREATE TRIGGER standing_clock_use_insert AFTER INSERT ON clock_use BEGIN UPDATE standing SET version = version + 1; END;
CREATE TRIGGER standing_clock_use_update AFTER UPDATE ON clock_use BEGIN UPDATE standing SET version = version + 1; END;
CREATE TRIGGER standing_clock_use_delete AFTER DELETE ON clock_use BEGIN UPDATE standing SET version = version + 1; END;
CREATE TRIGGER standing_revoked_certificate_insert AFTER INSERT ON revoked_certificate BEGIN UPDATE standing SET version = version + 1; END;
CREATE TRIGGER standing_revoked_certificate_update AFTER UPDATE ON revoked_certificate BEGIN UPDATE standing SET version = version + 1; END;
CREATE TRIGGER standing_revoked_certificate_delete AFTER DELETE ON revoked_certificate BEGIN UPDATE standing SET version = version + 1; END;
CREATE TRIGGER standing_member_update AFTER UPDATE OF org_id, role, service, disabled ON member BEGIN UPDATE standing SET version = version + 1; END;
CREATE TRIGGER standing_member_delete AFTER DELETE ON member BEGIN UPDATE standing SET version = version + 1; END;
CREATE TRIGGER standing_member_key_update AFTER UPDATE OF member_id, revoked_at ON member_key BEGIN UPDATE standing SET version = version + 1; END;
CREATE TRIGGER standing_member_key_delete AFTER DELETE ON member_key BEGIN UPDATE standing SET version = version + 1; END;
-- +goose StatementEnd
