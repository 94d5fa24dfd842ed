-- +goose Up
-- How often those invited meet; '': as it comes. That of the whole group is cadence.
ALTER TABLE group_info ADD COLUMN cadence_restricted TEXT NOT NULL DEFAULT '';
ALTER TABLE group_info ADD COLUMN cadence_working_group TEXT NOT NULL DEFAULT '';
