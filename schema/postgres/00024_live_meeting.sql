-- +goose Up
-- Where a meeting stands while it is held.
ALTER TABLE meeting ADD COLUMN live_point BIGINT NOT NULL DEFAULT 0; -- number of the point that is treated; 0: none
ALTER TABLE meeting ADD COLUMN live_since BIGINT NOT NULL DEFAULT 0; -- since when its timer runs; 0: it stands
ALTER TABLE agenda_point ADD COLUMN spent BIGINT NOT NULL DEFAULT 0; -- seconds on its timer before that

ALTER TABLE group_info ADD COLUMN cadence TEXT COLLATE "C" NOT NULL DEFAULT ''; -- how often the whole group meets; '': as it comes
