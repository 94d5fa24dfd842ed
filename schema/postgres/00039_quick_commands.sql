-- +goose Up
-- How members are called is part of what stands: commands know it by heart.
DROP TRIGGER standing ON member;
CREATE TRIGGER standing AFTER INSERT OR DELETE OR UPDATE OF org_id, login, name, role, service, disabled ON member
    FOR EACH STATEMENT EXECUTE FUNCTION move_standing();

-- Who looks is said without a function: calling it cost more than what it did.
DROP FUNCTION looks(BIGINT, TEXT, BIGINT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT);
