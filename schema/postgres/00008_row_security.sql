-- +goose Up
-- The second wall: a statement that forgot its WHERE shows a member nothing
-- that their desk would not show.
--
-- Each transaction says who looks, by settings that end with it. Without them
-- nothing is seen. Policies are FORCEd, for the program's login owns the tables;
-- they hold for every login that is neither superuser nor BYPASSRLS.
--   contactgroup.system    'on': the store's own work, which sees everything
--   contactgroup.reader    'authority', 'addressee', 'overseer', or 'member': no requests
--   contactgroup.member, .org, .code, .role   of the member who looks
--   contactgroup.kinds     kinds of request the member reads, by comma
--   contactgroup.own_kinds those read of the member's service alone
--   contactgroup.service, .audiences          of the member; audiences one a line
-- A table of a later migration gets its policy there, or is named among those
-- that every member may read (store/wall_test.go).

-- Who looks: '' when nobody said so.
CREATE FUNCTION looks_as() RETURNS TEXT LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN current_setting('contactgroup.system', true) = 'on' THEN 'system'
        ELSE coalesce(current_setting('contactgroup.reader', true), '') END
$$;
CREATE FUNCTION looks_from(setting TEXT) RETURNS TEXT LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('contactgroup.' || setting, true), '')
$$;
-- A number that no row has when nobody said so.
CREATE FUNCTION looks_by(setting TEXT) RETURNS BIGINT LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(current_setting('contactgroup.' || setting, true), ''), '-1')::bigint
$$;
CREATE FUNCTION looks_among(setting TEXT, separator TEXT) RETURNS TEXT[] LANGUAGE sql STABLE AS $$
    SELECT string_to_array(coalesce(current_setting('contactgroup.' || setting, true), ''), separator)
$$;

-- Says who looks and tells whether they are admitted no longer; nothing when
-- there is no such member.
-- +goose StatementBegin
CREATE FUNCTION look_as(member_id BIGINT, key TEXT, org BIGINT, code TEXT, role TEXT, reader TEXT, kinds TEXT, own_kinds TEXT,
    service TEXT, audiences TEXT) RETURNS SETOF BOOLEAN LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('contactgroup.member', look_as.member_id::text, true), set_config('contactgroup.org', org::text, true),
        set_config('contactgroup.code', code, true), set_config('contactgroup.role', role, true),
        set_config('contactgroup.reader', reader, true), set_config('contactgroup.kinds', kinds, true),
        set_config('contactgroup.own_kinds', own_kinds, true), set_config('contactgroup.service', service, true),
        set_config('contactgroup.audiences', audiences, true);
    RETURN QUERY SELECT m.disabled = 1 OR o.disabled = 1 OR coalesce(k.revoked_at, 0) > 0 OR m.role <> look_as.role OR m.service <> look_as.service
        FROM member m JOIN organisation o ON o.id = m.org_id
        LEFT JOIN member_key k ON k.member_id = m.id AND k.fingerprint = look_as.key WHERE m.id = look_as.member_id;
END $$;
-- +goose StatementEnd

-- Two narrow doors, for every member's commands count in rows that tell how
-- much others do. Each gives nothing but the numbers that it has just taken.
-- +goose StatementBegin
CREATE FUNCTION take_numbers(of_series TEXT, of_year BIGINT, how_many BIGINT) RETURNS BIGINT LANGUAGE plpgsql AS $$
DECLARE
    was TEXT := coalesce(current_setting('contactgroup.system', true), '');
    taken BIGINT;
BEGIN
    PERFORM set_config('contactgroup.system', 'on', true);
    INSERT INTO numbering (series, year, last) VALUES (of_series, of_year, how_many)
        ON CONFLICT (series, year) DO UPDATE SET last = numbering.last + excluded.last RETURNING last INTO taken;
    PERFORM set_config('contactgroup.system', was, true);
    RETURN taken;
END $$;

CREATE FUNCTION take_entries(of_audience TEXT, how_many BIGINT, not_before BIGINT) RETURNS TABLE (seq BIGINT, at BIGINT) LANGUAGE plpgsql AS $$
DECLARE
    was TEXT := coalesce(current_setting('contactgroup.system', true), '');
BEGIN
    PERFORM set_config('contactgroup.system', 'on', true);
    RETURN QUERY INSERT INTO log_counter AS c (audience, seq, at) VALUES (of_audience, how_many, not_before)
        ON CONFLICT (audience) DO UPDATE SET seq = c.seq + excluded.seq, at = greatest(c.at, excluded.at) RETURNING c.seq, c.at;
    PERFORM set_config('contactgroup.system', was, true);
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
DO $$
DECLARE
    walled TEXT;
BEGIN
    FOREACH walled IN ARRAY ARRAY['member', 'member_key', 'numbering', 'intake', 'request', 'request_side', 'content', 'reply',
        'reply_outcome', 'action_item', 'action_link', 'action_past', 'log_entry', 'log_counter', 'log_tile', 'log_head', 'undo', 'once', 'request_text', 'search_state',
        'saved_view', 'unsent', 'outbox_cursor', 'delivery'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format('CREATE POLICY system ON %I USING ((SELECT looks_as()) = ''system'')', walled);
    END LOOP;
END $$;
-- +goose StatementEnd

-- Members read and write the requests of their sight: schema.ReaderOf. The
-- authority's imports appear with their last row; others see what was sent.
CREATE POLICY sight ON request USING (CASE (SELECT looks_as())
    WHEN 'authority' THEN (kind = ANY ((SELECT looks_among('kinds', ','))::text[])
            OR kind = ANY ((SELECT looks_among('own_kinds', ','))::text[]) AND service = (SELECT looks_from('service')))
        AND (intake_id = 0 OR EXISTS (SELECT 1 FROM intake i WHERE i.id = intake_id AND i.done = 1))
    WHEN 'addressee' THEN sent_at > 0 AND addressee = (SELECT looks_from('code')) AND kind = ANY ((SELECT looks_among('kinds', ','))::text[])
    WHEN 'overseer' THEN sent_at > 0 AND kind = ANY ((SELECT looks_among('kinds', ','))::text[])
    ELSE false END);
CREATE POLICY sight ON intake FOR SELECT USING ((SELECT looks_as()) = 'authority' AND done = 1 OR member_id = (SELECT looks_by('member')));
CREATE POLICY own ON intake USING (member_id = (SELECT looks_by('member')));

-- What hangs on a request is seen with it; a side and a reply held back by
-- their own organisation alone. Whoever sees a request may open the other side of it.
CREATE POLICY sight ON content USING (EXISTS (SELECT 1 FROM request r WHERE r.id = request_id));
CREATE POLICY own ON request_side USING (org_id = (SELECT looks_by('org')) AND EXISTS (SELECT 1 FROM request r WHERE r.id = request_id));
CREATE POLICY opened ON request_side FOR INSERT WITH CHECK (EXISTS (SELECT 1 FROM request r WHERE r.id = request_id));
CREATE POLICY sight ON reply USING ((state <> 'held' OR org_id = (SELECT looks_by('org'))) AND EXISTS (SELECT 1 FROM request r WHERE r.id = request_id));
CREATE POLICY sight ON reply_outcome USING (EXISTS (SELECT 1 FROM reply p WHERE p.id = reply_id));

-- Of the words by which requests are found a transaction sees those that it
-- has said it looks for, an addressee only its own: in the policy, unlike
-- behind one, the index of words can serve.
CREATE POLICY sight ON request_text USING (EXISTS (SELECT 1 FROM request r WHERE r.id = request_id));
CREATE POLICY sight ON search_state FOR SELECT USING (false);
CREATE FUNCTION looks_for() RETURNS TSQUERY LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('contactgroup.words', true), '')::tsquery
$$;
ALTER TABLE request_words ENABLE ROW LEVEL SECURITY;
ALTER TABLE request_words FORCE ROW LEVEL SECURITY;
CREATE POLICY sight ON request_words FOR SELECT USING (words @@ (SELECT looks_for())
    AND CASE (SELECT looks_as()) WHEN 'authority' THEN true WHEN 'overseer' THEN reader <> ''
        WHEN 'addressee' THEN reader = (SELECT looks_from('org')) || '¦' ELSE false END);
CREATE POLICY told ON request_words FOR INSERT WITH CHECK ((SELECT looks_as()) <> '');

-- Action items are every member's, internal ones their organisation's. A link
-- to a request is seen by those who see the request.
CREATE POLICY sight ON action_item USING ((SELECT looks_as()) <> '' AND (internal = 1 AND owner = (SELECT looks_from('code'))
    OR internal = 0 AND (circle = '' OR position(',' || (SELECT looks_from('code')) || ',' IN circle) > 0)));
CREATE POLICY sight ON action_past USING (EXISTS (SELECT 1 FROM action_item a WHERE a.id = action_id));
CREATE POLICY sight ON action_link USING (EXISTS (SELECT 1 FROM action_item a WHERE a.id = action_id)
    AND (target NOT LIKE 'B-%' OR EXISTS (SELECT 1 FROM request r WHERE r.draft_ref = split_part(target, '#', 1))));

-- +goose StatementBegin
DO $$
DECLARE
    walled TEXT;
BEGIN
    FOREACH walled IN ARRAY ARRAY['meeting', 'agenda_point', 'agenda_link', 'attendance', 'decision', 'minutes',
        'commitment', 'commitment_review', 'article', 'article_text', 'article_stance', 'training', 'sheet'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format('CREATE POLICY system ON %I USING ((SELECT looks_as()) = ''system'')', walled);
    END LOOP;
END $$;
-- +goose StatementEnd

-- Meetings are those of the whole group, or of a circle; with them what is written in them.
CREATE POLICY sight ON meeting USING ((SELECT looks_as()) <> ''
    AND (circle = '' OR position(',' || (SELECT looks_from('code')) || ',' IN circle) > 0));
CREATE POLICY sight ON agenda_point USING (EXISTS (SELECT 1 FROM meeting m WHERE m.id = meeting_id));
CREATE POLICY sight ON agenda_link USING (EXISTS (SELECT 1 FROM meeting m WHERE m.id = meeting_id)
    AND (target NOT LIKE 'B-%' OR EXISTS (SELECT 1 FROM request r WHERE r.draft_ref = split_part(target, '#', 1))));
CREATE POLICY sight ON attendance USING (EXISTS (SELECT 1 FROM meeting m WHERE m.id = meeting_id));
CREATE POLICY sight ON decision USING (EXISTS (SELECT 1 FROM meeting m WHERE m.id = meeting_id));
CREATE POLICY sight ON minutes USING (EXISTS (SELECT 1 FROM meeting m WHERE m.id = meeting_id));

-- What the group shares, unless one organisation keeps it to itself.
CREATE POLICY sight ON commitment USING ((SELECT looks_as()) <> '' AND internal IN ('', (SELECT looks_from('code'))));
CREATE POLICY sight ON commitment_review USING (EXISTS (SELECT 1 FROM commitment c WHERE c.id = commitment_id));
CREATE POLICY sight ON article USING ((SELECT looks_as()) <> '' AND internal IN ('', (SELECT looks_from('code'))));
CREATE POLICY sight ON article_text USING (EXISTS (SELECT 1 FROM article a WHERE a.id = article_id));
CREATE POLICY sight ON article_stance USING (EXISTS (SELECT 1 FROM article a WHERE a.id = article_id));
CREATE POLICY sight ON training USING ((SELECT looks_as()) <> '' AND internal IN ('', (SELECT looks_from('code'))));
CREATE POLICY sight ON sheet USING ((SELECT looks_as()) <> '' AND internal IN ('', (SELECT looks_from('code'))));

-- People are known to their colleagues, to administrators, and as holders of a
-- shared action item to all. Members may change their own row, administrators any.
CREATE INDEX action_member ON action_item (member_id) WHERE member_id <> 0;
CREATE POLICY sight ON member FOR SELECT USING (org_id = (SELECT looks_by('org')) OR (SELECT looks_from('role')) = 'administrator'
    OR EXISTS (SELECT 1 FROM action_item a WHERE a.member_id = member.id AND a.member_id <> 0));
CREATE POLICY own ON member FOR UPDATE USING (id = (SELECT looks_by('member')));
CREATE POLICY administration ON member USING ((SELECT looks_from('role')) = 'administrator');
CREATE POLICY own ON member_key FOR SELECT USING (member_id = (SELECT looks_by('member')));
CREATE POLICY administration ON member_key USING ((SELECT looks_from('role')) = 'administrator');

-- Anybody's command writes into the log of each audience that may know of it;
-- each reads its own. No entry is changed or removed but by the system.
CREATE POLICY sight ON log_entry FOR SELECT USING (audience = ANY ((SELECT looks_among('audiences', E'\n'))::text[]));
CREATE POLICY told ON log_entry FOR INSERT WITH CHECK ((SELECT looks_as()) <> '');
CREATE POLICY sight ON log_counter FOR SELECT USING (audience = ANY ((SELECT looks_among('audiences', E'\n'))::text[]));
CREATE POLICY sight ON log_tile FOR SELECT USING (audience = ANY ((SELECT looks_among('audiences', E'\n'))::text[]));
CREATE POLICY sight ON log_head FOR SELECT USING (audience = ANY ((SELECT looks_among('audiences', E'\n'))::text[]));

-- The authority reads how far its drafts are numbered, to foretell an import.
CREATE POLICY sight ON numbering FOR SELECT USING ((SELECT looks_as()) = 'authority' AND series = 'B');

-- Each member's own.
CREATE POLICY own ON undo USING (member_id = (SELECT looks_by('member')));
CREATE POLICY own ON once USING (member_id = (SELECT looks_by('member')));
CREATE POLICY own ON unsent USING (member_id = (SELECT looks_by('member')));
CREATE POLICY own ON saved_view USING (member_id = (SELECT looks_by('member')));
CREATE POLICY sight ON saved_view FOR SELECT USING (shared = 1 AND org_id = (SELECT looks_by('org')));

-- What is brought to members, and how far, is the system's work.
CREATE POLICY own ON delivery FOR SELECT USING (member_id = (SELECT looks_by('member')));
CREATE POLICY nobody ON outbox_cursor FOR SELECT USING (false);
