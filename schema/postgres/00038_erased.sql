-- +goose Up
-- The day on which the texts of a thing were erased because its time in the register had ended; '': they are there.
ALTER TABLE request ADD COLUMN erased TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN erased TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE action_item ADD COLUMN erased TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE commitment ADD COLUMN erased TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE case_file ADD COLUMN erased TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE crisis ADD COLUMN erased TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE member ADD COLUMN erased TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE invitation ADD COLUMN erased TEXT COLLATE "C" NOT NULL DEFAULT '';
-- Of a frozen paper: when what it says of erased things was taken out of it; its hash is of what it was before.
ALTER TABLE pack ADD COLUMN erased TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE minutes ADD COLUMN erased TEXT COLLATE "C" NOT NULL DEFAULT '';

-- Things that are marked as erased and of which something is left to take: an erasure that was cut off goes on with them.
CREATE TABLE erasing (
    noun     TEXT COLLATE "C" NOT NULL,
    thing_id BIGINT NOT NULL,
    PRIMARY KEY (noun, thing_id)
);
ALTER TABLE erasing ENABLE ROW LEVEL SECURITY;
ALTER TABLE erasing FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON erasing USING ((SELECT looks_as()) = 'system');
CREATE POLICY nobody ON erasing FOR SELECT USING (false);
