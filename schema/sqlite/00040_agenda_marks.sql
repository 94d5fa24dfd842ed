-- +goose Up
-- What a point of an agenda is known by while others change places around it. Drafts of older registers name the points by their numbers.
ALTER TABLE meeting ADD COLUMN marks INTEGER NOT NULL DEFAULT 0; -- given to points so far, those removed too
ALTER TABLE agenda_point ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
UPDATE agenda_point SET mark = n;
UPDATE meeting SET marks = (SELECT coalesce(max(p.n), 0) FROM agenda_point p WHERE p.meeting_id = meeting.id);
