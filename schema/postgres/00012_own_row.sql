-- +goose Up
-- Members change how they like the program in their own row, and nothing of
-- their seat: organisation, role, service and admission are an administrator's.
DROP POLICY own ON member;
CREATE POLICY own ON member FOR UPDATE USING (id = (SELECT looks_by('member')))
    WITH CHECK (id = (SELECT looks_by('member')) AND org_id = (SELECT looks_by('org')) AND role = (SELECT looks_from('role'))
        AND service = (SELECT looks_from('service')) AND disabled = 0);
