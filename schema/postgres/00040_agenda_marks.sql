-- +goose Up
-- What a point of an agenda is known by while others change places around it. Drafts of older registers name the points by their numbers.
ALTER TABLE meeting ADD COLUMN marks BIGINT NOT NULL DEFAULT 0; -- given to points so far, those removed too
ALTER TABLE agenda_point ADD COLUMN mark BIGINT NOT NULL DEFAULT 0;
ALTER TABLE meeting NO FORCE ROW LEVEL SECURITY;
ALTER TABLE agenda_point NO FORCE ROW LEVEL SECURITY;
UPDATE agenda_point SET mark = n;
UPDATE meeting SET marks = (SELECT coalesce(max(p.n), 0) FROM agenda_point p WHERE p.meeting_id = meeting.id);
ALTER TABLE meeting FORCE ROW LEVEL SECURITY;
ALTER TABLE agenda_point FORCE ROW LEVEL SECURITY;
