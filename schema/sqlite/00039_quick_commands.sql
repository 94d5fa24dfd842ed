-- +goose Up
-- How members are called is part of what stands: commands know it by heart.
DROP TRIGGER standing_member_update;
-- +goose StatementBegin
CREATE TRIGGER standing_member_insert AFTER INSERT ON member BEGIN UPDATE standing SET version = version + 1; END;
CREATE TRIGGER standing_member_update AFTER UPDATE OF org_id, login, name, role, service, disabled ON member BEGIN UPDATE standing SET version = version + 1; END;
-- +goose StatementEnd
