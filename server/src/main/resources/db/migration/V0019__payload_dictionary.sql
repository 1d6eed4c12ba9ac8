-- Compression dictionaries trained from what a project sends; a row of event names the one it needs.
CREATE TABLE payload_dictionary (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  dictionary bytea NOT NULL,
  -- compressed / plain bytes of events that it was not trained with
  ratio real NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE INDEX payload_dictionary_project ON payload_dictionary (project_id, id);
