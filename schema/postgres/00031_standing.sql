-- +goose Up

-- Policies that a command of one row meets. Each (SELECT …) in a policy is a plan of its own, made ready by every
-- statement for every table it names: reading one request took 70 of them, and three quarters of its time. Only what
-- is costly to compute for each row of a long scan is still one.
-- +goose StatementBegin
DO $$
DECLARE
    walled TEXT;
BEGIN
    FOR walled IN SELECT tablename FROM pg_policies WHERE schemaname = current_schema() AND policyname = 'system' LOOP
        EXECUTE format('ALTER POLICY system ON %I USING (looks_from(''system'') = ''on'')', walled);
    END LOOP;
END $$;
-- +goose StatementEnd
ALTER POLICY sight ON request USING ((kind = ANY ((SELECT looks_among('kinds', ','))::text[])
        OR kind = ANY (looks_among('own_kinds', ',')) AND service = looks_from('service'))
    AND CASE looks_from('reader')
        WHEN 'authority' THEN intake_id = 0 OR EXISTS (SELECT 1 FROM intake i WHERE i.id = intake_id AND i.done = 1)
        WHEN 'addressee' THEN sent_at > 0 AND addressee = looks_from('code')
        WHEN 'overseer' THEN sent_at > 0
        ELSE false END);
ALTER POLICY sight ON intake USING (looks_from('reader') = 'authority' AND done = 1 OR member_id = looks_by('member'));
ALTER POLICY own ON intake USING (member_id = looks_by('member'));
ALTER POLICY own ON request_side USING (org_id = looks_by('org') AND EXISTS (SELECT 1 FROM request r WHERE r.id = request_id));
ALTER POLICY sight ON action_item USING (looks_as() <> '' AND (internal = 1 AND owner = looks_from('code')
    OR internal = 0 AND (circle = '' OR position(',' || looks_from('code') || ',' IN circle) > 0)));
ALTER POLICY sight ON member USING (org_id = looks_by('org') OR looks_from('role') = 'administrator'
    OR EXISTS (SELECT 1 FROM action_item a WHERE a.member_id = member.id AND a.member_id <> 0));
ALTER POLICY administration ON member USING (looks_from('role') = 'administrator');
ALTER POLICY own ON member_key USING (member_id = looks_by('member'));
ALTER POLICY administration ON member_key USING (looks_from('role') = 'administrator');
ALTER POLICY told ON log_entry WITH CHECK (looks_as() <> '');
ALTER POLICY own ON undo USING (member_id = looks_by('member'));
ALTER POLICY own ON once USING (member_id = looks_by('member'));

-- As take_entries was, for the entries of several logs at once, in the order given.
DROP FUNCTION take_entries(TEXT, BIGINT, BIGINT);
-- +goose StatementBegin
CREATE FUNCTION take_entries(of_audiences TEXT[], how_many BIGINT[], not_before BIGINT)
    RETURNS TABLE (audience TEXT, seq BIGINT, at BIGINT) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    was TEXT := coalesce(current_setting('contactgroup.system', true), '');
BEGIN
    PERFORM set_config('contactgroup.system', 'on', true);
    RETURN QUERY INSERT INTO log_counter AS c (audience, seq, at)
        SELECT w.of, w.n, not_before FROM unnest(of_audiences, how_many) WITH ORDINALITY w (of, n, i) ORDER BY w.i
        ON CONFLICT (audience) DO UPDATE SET seq = c.seq + excluded.seq, at = greatest(c.at, excluded.at) RETURNING c.audience, c.seq, c.at;
    PERFORM set_config('contactgroup.system', was, true);
END $$;
-- +goose StatementEnd

-- The version of what every command goes by and nearly none changes: who is admitted, which organisations there
-- are, and the delays of the law. What was read of it holds as long as the version does, on every node.
CREATE TABLE standing (
    id      BIGINT PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL
);
INSERT INTO standing (id, version) VALUES (1, 1);
CREATE FUNCTION move_standing() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN UPDATE standing SET version = version + 1; RETURN NULL; END $$;
CREATE TRIGGER standing AFTER INSERT OR UPDATE OR DELETE ON organisation FOR EACH STATEMENT EXECUTE FUNCTION move_standing();
CREATE TRIGGER standing AFTER INSERT OR UPDATE OR DELETE ON clock FOR EACH STATEMENT EXECUTE FUNCTION move_standing();
CREATE TRIGGER standing AFTER INSERT OR UPDATE OR DELETE ON clock_use FOR EACH STATEMENT EXECUTE FUNCTION move_standing();
CREATE TRIGGER standing AFTER INSERT OR UPDATE OR DELETE ON revoked_certificate FOR EACH STATEMENT EXECUTE FUNCTION move_standing();
CREATE TRIGGER standing AFTER DELETE OR UPDATE OF org_id, role, service, disabled ON member FOR EACH STATEMENT EXECUTE FUNCTION move_standing();
CREATE TRIGGER standing AFTER DELETE OR UPDATE OF member_id, revoked_at ON member_key FOR EACH STATEMENT EXECUTE FUNCTION move_standing();

-- Says who looks, and gives the version of what stands; whether they are admitted is asked where that has moved.
DROP FUNCTION look_as(BIGINT, TEXT, BIGINT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT);
-- +goose StatementBegin
CREATE FUNCTION looks(member_id BIGINT, key TEXT, org BIGINT, code TEXT, role TEXT, reader TEXT, kinds TEXT, own_kinds TEXT,
    service TEXT, audiences TEXT) RETURNS BIGINT LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('contactgroup.member', member_id::text, true), set_config('contactgroup.org', org::text, true),
        set_config('contactgroup.code', code, true), set_config('contactgroup.role', role, true),
        set_config('contactgroup.reader', reader, true), set_config('contactgroup.kinds', kinds, true),
        set_config('contactgroup.own_kinds', own_kinds, true), set_config('contactgroup.service', service, true),
        set_config('contactgroup.audiences', audiences, true), set_config('contactgroup.credential', key, true);
    RETURN (SELECT version FROM standing);
END $$;
-- +goose StatementEnd
