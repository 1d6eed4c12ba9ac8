-- What leaves the house after a transaction is committed: a row for each message, channel and recipient, written by that transaction.
CREATE TABLE outbox_message (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- whose code delivers it
  channel text NOT NULL,
  -- names what is told: written again, it is still there once for each channel and recipient
  message text NOT NULL,
  recipient text NOT NULL,
  -- what the channel needs to know; no secrets
  payload text NOT NULL,
  created_at timestamptz NOT NULL,
  -- of no use to the recipient afterwards
  expires_at timestamptz NOT NULL,
  -- deliveries that were begun, and those that were seen to fail
  attempts integer NOT NULL DEFAULT 0,
  failures integer NOT NULL DEFAULT 0,
  -- when a delivery may begin; while one is running, when somebody else may take it over; null: never again
  due_at timestamptz,
  outcome text CHECK (outcome IN ('delivered', 'pointless', 'given_up')),
  -- why the last delivery failed, or was not begun
  cause text,
  keep_until timestamptz NOT NULL,
  CHECK ((due_at IS NULL) = (outcome IS NOT NULL)),
  UNIQUE (message, channel, recipient)
);

-- Only what is to be done: however much was delivered, it is not looked at.
CREATE INDEX outbox_message_due ON outbox_message (channel, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX outbox_message_age ON outbox_message (keep_until);
