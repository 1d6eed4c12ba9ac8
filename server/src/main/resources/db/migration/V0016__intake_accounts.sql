-- When an outcome was last seen; null for hours counted before this column was there.
ALTER TABLE outcome_hour ADD COLUMN last_at timestamptz;

-- What stood before the payload in the log (sender, time, item header), so that an item can be tried again as it came.
ALTER TABLE set_aside_item ADD COLUMN context bytea NOT NULL DEFAULT '';

-- What was counted when the item was set aside, to be taken back when it becomes something else.
ALTER TABLE set_aside_item ADD COLUMN counted_hour timestamptz;
ALTER TABLE set_aside_item ADD COLUMN counted_category text NOT NULL DEFAULT 'default';
ALTER TABLE set_aside_item ADD COLUMN counted_quantity bigint NOT NULL DEFAULT 1;
