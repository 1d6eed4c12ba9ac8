-- What the migrations add up to. Partitions are left out.

TABLE account
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  email text NOT NULL
  email_key text NOT NULL
  name text NOT NULL DEFAULT ''::text
  password_hash text
  is_superuser boolean NOT NULL DEFAULT false
  is_active boolean NOT NULL DEFAULT true
  email_verified boolean NOT NULL DEFAULT false
  options jsonb NOT NULL DEFAULT '{}'::jsonb
  created_at timestamp with time zone NOT NULL
  last_login_at timestamp with time zone
  CONSTRAINT account_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254)))
  CONSTRAINT account_email_key_key UNIQUE (email_key)
  CONSTRAINT account_name_check CHECK ((length(name) <= 255))
  CONSTRAINT account_options_check CHECK ((jsonb_typeof(options) = 'object'::text))
  CONSTRAINT account_pkey PRIMARY KEY (id)

TABLE account_session
  id_hash bytea NOT NULL
  account_id bigint NOT NULL
  created_at timestamp with time zone NOT NULL
  expires_at timestamp with time zone NOT NULL
  last_seen_at timestamp with time zone NOT NULL
  user_agent text NOT NULL DEFAULT ''::text
  ip text NOT NULL DEFAULT ''::text
  method text NOT NULL
  CONSTRAINT account_session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
  CONSTRAINT account_session_id_hash_check CHECK ((length(id_hash) = 32))
  CONSTRAINT account_session_method_check CHECK ((method = ANY (ARRAY['password'::text, 'signup'::text])))
  CONSTRAINT account_session_pkey PRIMARY KEY (id_hash)
  CREATE INDEX account_session_account ON public.account_session USING btree (account_id)
  CREATE INDEX account_session_expiry ON public.account_session USING btree (expires_at)

TABLE api_token
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  account_id bigint NOT NULL
  token_hash bytea NOT NULL
  hint text NOT NULL
  label text NOT NULL DEFAULT ''::text
  scopes integer NOT NULL
  created_at timestamp with time zone NOT NULL
  last_used_at timestamp with time zone
  CONSTRAINT api_token_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
  CONSTRAINT api_token_label_check CHECK ((length(label) <= 255))
  CONSTRAINT api_token_pkey PRIMARY KEY (id)
  CONSTRAINT api_token_scopes_check CHECK (((scopes >= 0) AND (scopes <= 65535)))
  CONSTRAINT api_token_token_hash_check CHECK ((length(token_hash) = 32))
  CONSTRAINT api_token_token_hash_key UNIQUE (token_hash)
  CREATE INDEX api_token_account ON public.api_token USING btree (account_id, id DESC)

TABLE blob
  sha256 bytea NOT NULL
  size bigint NOT NULL
  check_at timestamp with time zone NOT NULL
  stored boolean NOT NULL DEFAULT true
  number bigint NOT NULL DEFAULT 0
  CONSTRAINT blob_pkey PRIMARY KEY (sha256)
  CONSTRAINT blob_sha256_check CHECK ((length(sha256) = 32))
  CREATE INDEX blob_check_at ON public.blob USING btree (check_at)

TABLE check_in PARTITION BY RANGE (id)
  id uuid NOT NULL
  project_id bigint NOT NULL
  monitor_id bigint NOT NULL
  check_in_id uuid NOT NULL
  environment text NOT NULL
  status text NOT NULL
  started_at timestamp with time zone NOT NULL
  finished_at timestamp with time zone
  duration_ms bigint
  release text
  trace_id uuid
  CONSTRAINT check_in_pkey PRIMARY KEY (monitor_id, id)
  CONSTRAINT check_in_status_check CHECK ((status = ANY (ARRAY['in_progress'::text, 'ok'::text, 'error'::text, 'missed'::text, 'timeout'::text])))
  CREATE INDEX check_in_client_id ON ONLY public.check_in USING btree (check_in_id)

TABLE cron_monitor
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  project_id bigint NOT NULL
  slug text NOT NULL
  name text NOT NULL
  schedule_type text
  schedule text
  schedule_unit text
  timezone text
  checkin_margin_minutes integer
  max_runtime_minutes integer
  failure_issue_threshold integer
  recovery_threshold integer
  created_at timestamp with time zone NOT NULL
  CONSTRAINT cron_monitor_check CHECK (((schedule_type IS NULL) = (schedule IS NULL)))
  CONSTRAINT cron_monitor_check1 CHECK (((schedule_type = 'interval'::text) = (schedule_unit IS NOT NULL)))
  CONSTRAINT cron_monitor_pkey PRIMARY KEY (id)
  CONSTRAINT cron_monitor_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CONSTRAINT cron_monitor_project_id_slug_key UNIQUE (project_id, slug)
  CONSTRAINT cron_monitor_schedule_type_check CHECK ((schedule_type = ANY (ARRAY['crontab'::text, 'interval'::text])))
  CONSTRAINT cron_monitor_schedule_unit_check CHECK ((schedule_unit = ANY (ARRAY['minute'::text, 'hour'::text, 'day'::text, 'week'::text, 'month'::text, 'year'::text])))
  CONSTRAINT cron_monitor_slug_check CHECK (((length(slug) >= 1) AND (length(slug) <= 100)))

TABLE cron_monitor_environment
  monitor_id bigint NOT NULL
  environment text NOT NULL
  last_status text NOT NULL
  last_check_in_at timestamp with time zone NOT NULL
  CONSTRAINT cron_monitor_environment_last_status_check CHECK ((last_status = ANY (ARRAY['in_progress'::text, 'ok'::text, 'error'::text, 'missed'::text, 'timeout'::text])))
  CONSTRAINT cron_monitor_environment_monitor_id_fkey FOREIGN KEY (monitor_id) REFERENCES cron_monitor(id) ON DELETE CASCADE
  CONSTRAINT cron_monitor_environment_pkey PRIMARY KEY (monitor_id, environment)

TABLE deletion_job
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  subject text NOT NULL
  subject_id bigint NOT NULL
  requested_at timestamp with time zone NOT NULL
  begin_after xid8
  rows_deleted bigint NOT NULL DEFAULT 0
  at_table text
  finished_at timestamp with time zone
  CONSTRAINT deletion_job_pkey PRIMARY KEY (id)
  CONSTRAINT deletion_job_subject_check CHECK ((subject = ANY (ARRAY['project'::text, 'organization'::text])))
  CONSTRAINT deletion_job_subject_subject_id_key UNIQUE (subject, subject_id)
  CREATE INDEX deletion_job_finished ON public.deletion_job USING btree (finished_at)

TABLE environment
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  project_id bigint NOT NULL
  name text NOT NULL
  is_hidden boolean NOT NULL DEFAULT false
  CONSTRAINT environment_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255)))
  CONSTRAINT environment_pkey PRIMARY KEY (id)
  CONSTRAINT environment_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CONSTRAINT environment_project_id_name_key UNIQUE (project_id, name)

TABLE event PARTITION BY RANGE (id)
  id uuid NOT NULL
  project_id bigint NOT NULL
  issue_id bigint NOT NULL
  event_id uuid NOT NULL
  event_at timestamp with time zone NOT NULL
  title text NOT NULL
  payload bytea NOT NULL STORAGE e
  payload_size integer NOT NULL
  dictionary_id integer NOT NULL DEFAULT 0
  CREATE INDEX event_client_id ON ONLY public.event USING btree (event_id)
  CREATE INDEX event_issue ON ONLY public.event USING btree (issue_id, id)
  CREATE INDEX event_project ON ONLY public.event USING btree (project_id, id)

TABLE event_attachment PARTITION BY RANGE (id)
  id uuid NOT NULL
  project_id bigint NOT NULL
  event_id uuid NOT NULL
  name text NOT NULL
  content_type text
  attachment_type text NOT NULL
  size bigint NOT NULL
  sha256 bytea NOT NULL
  CONSTRAINT event_attachment_pkey PRIMARY KEY (project_id, id)
  CREATE INDEX event_attachment_content ON ONLY public.event_attachment USING btree (sha256)
  CREATE INDEX event_attachment_event ON ONLY public.event_attachment USING btree (event_id)

TABLE installation
  only_one boolean NOT NULL DEFAULT true
  id uuid NOT NULL DEFAULT gen_random_uuid()
  CONSTRAINT installation_only_one_check CHECK (only_one)
  CONSTRAINT installation_pkey PRIMARY KEY (only_one)

TABLE intake_position
  log_partition text NOT NULL
  position bigint NOT NULL
  updated_at timestamp with time zone NOT NULL
  CONSTRAINT intake_position_pkey PRIMARY KEY (log_partition)
  CONSTRAINT intake_position_position_check CHECK (("position" >= 0))

TABLE intake_rules
  project_id bigint NOT NULL
  filters text[] NOT NULL
  releases text[] NOT NULL
  error_messages text[] NOT NULL
  addresses text[] NOT NULL
  scrub_defaults boolean NOT NULL
  sensitive_fields text[] NOT NULL
  safe_fields text[] NOT NULL
  allowed_domains text[] NOT NULL
  spike_protection boolean NOT NULL
  rate_limit_count integer
  rate_limit_window_seconds integer
  updated_at timestamp with time zone NOT NULL
  CONSTRAINT intake_rules_check CHECK (((rate_limit_count IS NULL) = (rate_limit_window_seconds IS NULL)))
  CONSTRAINT intake_rules_pkey PRIMARY KEY (project_id)
  CONSTRAINT intake_rules_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CONSTRAINT intake_rules_rate_limit_count_check CHECK ((rate_limit_count >= 0))
  CONSTRAINT intake_rules_rate_limit_window_seconds_check CHECK ((rate_limit_window_seconds > 0))
  CREATE INDEX intake_rules_updated ON public.intake_rules USING btree (updated_at)

TABLE invitation_link
  token_hash bytea NOT NULL
  member_id bigint NOT NULL
  CONSTRAINT invitation_link_member_id_fkey FOREIGN KEY (member_id) REFERENCES organization_member(id) ON DELETE CASCADE
  CONSTRAINT invitation_link_pkey PRIMARY KEY (token_hash)
  CONSTRAINT invitation_link_token_hash_check CHECK ((length(token_hash) = 32))
  CREATE INDEX invitation_link_member ON public.invitation_link USING btree (member_id)

TABLE issue
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  organization_id bigint NOT NULL
  project_id bigint NOT NULL
  short_id bigint NOT NULL
  type text NOT NULL
  level text NOT NULL
  platform text
  is_unhandled boolean NOT NULL
  status text NOT NULL DEFAULT 'unresolved'::text
  status_changed_at timestamp with time zone NOT NULL
  resolved_at timestamp with time zone
  resolved_by bigint
  regressed_at timestamp with time zone
  first_seen timestamp with time zone NOT NULL
  last_seen timestamp with time zone NOT NULL
  event_count bigint NOT NULL DEFAULT 0
  user_count bigint NOT NULL DEFAULT 0
  priority double precision NOT NULL DEFAULT 0
  deleted_at timestamp with time zone
  CONSTRAINT issue_check CHECK (((status = 'resolved'::text) = (resolved_at IS NOT NULL)))
  CONSTRAINT issue_level_check CHECK ((level = ANY (ARRAY['debug'::text, 'info'::text, 'warning'::text, 'error'::text, 'fatal'::text])))
  CONSTRAINT issue_pkey PRIMARY KEY (id)
  CONSTRAINT issue_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CONSTRAINT issue_project_id_short_id_key UNIQUE (project_id, short_id)
  CONSTRAINT issue_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES account(id) ON DELETE SET NULL
  CONSTRAINT issue_short_id_check CHECK ((short_id > 0))
  CONSTRAINT issue_status_check CHECK ((status = ANY (ARRAY['unresolved'::text, 'resolved'::text, 'ignored'::text])))
  CONSTRAINT issue_type_check CHECK ((type = ANY (ARRAY['error'::text, 'default'::text, 'csp'::text])))
  CREATE INDEX issue_by_count ON public.issue USING btree (organization_id, status, event_count, id) WHERE (deleted_at IS NULL)
  CREATE INDEX issue_by_first_seen ON public.issue USING btree (organization_id, status, first_seen, id) WHERE (deleted_at IS NULL)
  CREATE INDEX issue_by_last_seen ON public.issue USING btree (organization_id, status, last_seen, id) WHERE (deleted_at IS NULL)
  CREATE INDEX issue_by_priority ON public.issue USING btree (organization_id, status, priority, id) WHERE (deleted_at IS NULL)
  CREATE INDEX issue_by_project ON public.issue USING btree (project_id, status, last_seen, id) WHERE (deleted_at IS NULL)
  CREATE INDEX issue_deleted ON public.issue USING btree (deleted_at) WHERE (deleted_at IS NOT NULL)
  CREATE INDEX issue_regressed ON public.issue USING btree (organization_id, regressed_at) WHERE ((regressed_at IS NOT NULL) AND (deleted_at IS NULL))
  CREATE INDEX issue_resolved_by ON public.issue USING btree (resolved_by) WHERE (resolved_by IS NOT NULL)

TABLE issue_activity
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  issue_id bigint NOT NULL
  type text NOT NULL
  account_id bigint
  created_at timestamp with time zone NOT NULL
  data jsonb NOT NULL DEFAULT '{}'::jsonb
  CONSTRAINT issue_activity_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE SET NULL
  CONSTRAINT issue_activity_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES issue(id) ON DELETE CASCADE
  CONSTRAINT issue_activity_pkey PRIMARY KEY (id)
  CONSTRAINT issue_activity_type_check CHECK ((type = ANY (ARRAY['first_seen'::text, 'regressed'::text, 'resolved'::text, 'unresolved'::text, 'ignored'::text])))
  CREATE INDEX issue_activity_account ON public.issue_activity USING btree (account_id) WHERE (account_id IS NOT NULL)
  CREATE INDEX issue_activity_issue ON public.issue_activity USING btree (issue_id, id)

TABLE issue_hash
  project_id bigint NOT NULL
  hash bytea NOT NULL
  issue_id bigint NOT NULL
  CONSTRAINT issue_hash_hash_check CHECK ((length(hash) = 16))
  CONSTRAINT issue_hash_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES issue(id) ON DELETE CASCADE
  CONSTRAINT issue_hash_pkey PRIMARY KEY (project_id, hash)
  CONSTRAINT issue_hash_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CREATE INDEX issue_hash_issue ON public.issue_hash USING btree (issue_id)

TABLE issue_hour
  issue_id bigint NOT NULL
  hour timestamp with time zone NOT NULL
  event_count bigint NOT NULL
  CONSTRAINT issue_hour_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES issue(id) ON DELETE CASCADE
  CONSTRAINT issue_hour_pkey PRIMARY KEY (issue_id, hour)
  CREATE INDEX issue_hour_age ON public.issue_hour USING brin (hour)

TABLE issue_tag
  issue_id bigint NOT NULL
  project_id bigint NOT NULL
  key text NOT NULL
  value text NOT NULL
  event_count bigint NOT NULL
  first_seen timestamp with time zone NOT NULL
  last_seen timestamp with time zone NOT NULL
  other_values bigint
  CONSTRAINT issue_tag_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES issue(id) ON DELETE CASCADE
  CONSTRAINT issue_tag_pkey PRIMARY KEY (issue_id, key, value)

TABLE issue_tag_hash
  issue_id bigint NOT NULL
  hash bigint NOT NULL
  CONSTRAINT issue_tag_hash_pkey PRIMARY KEY (issue_id, hash)
  CREATE INDEX issue_tag_hash_hash ON public.issue_tag_hash USING btree (hash, issue_id)

TABLE issue_text
  issue_id bigint NOT NULL
  title text NOT NULL
  culprit text NOT NULL
  metadata jsonb NOT NULL
  first_release text
  last_release text
  words text NOT NULL
  words_stale boolean NOT NULL DEFAULT false
  CONSTRAINT issue_text_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES issue(id) ON DELETE CASCADE
  CONSTRAINT issue_text_pkey PRIMARY KEY (issue_id)
  CREATE INDEX issue_text_stale ON public.issue_text USING btree (issue_id) WHERE words_stale
  CREATE INDEX issue_text_words ON public.issue_text USING gin (words gin_trgm_ops) WITH (gin_pending_list_limit='64')

TABLE issue_trend_day
  project_id bigint NOT NULL
  day timestamp with time zone NOT NULL
  status text NOT NULL
  first_day timestamp with time zone NOT NULL
  event_count bigint NOT NULL
  CONSTRAINT issue_trend_day_pkey PRIMARY KEY (project_id, day, status, first_day)
  CONSTRAINT issue_trend_day_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CREATE INDEX issue_trend_day_age ON public.issue_trend_day USING brin (day)

TABLE issue_trend_hour
  project_id bigint NOT NULL
  hour timestamp with time zone NOT NULL
  status text NOT NULL
  event_count bigint NOT NULL
  CONSTRAINT issue_trend_hour_pkey PRIMARY KEY (project_id, hour, status)
  CONSTRAINT issue_trend_hour_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CREATE INDEX issue_trend_hour_age ON public.issue_trend_hour USING brin (hour)

TABLE issue_user
  issue_id bigint NOT NULL
  user_hash bigint NOT NULL
  CONSTRAINT issue_user_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES issue(id) ON DELETE CASCADE
  CONSTRAINT issue_user_pkey PRIMARY KEY (issue_id, user_hash)

TABLE issue_user_sketch
  issue_id bigint NOT NULL
  sketch bytea NOT NULL STORAGE m
  CONSTRAINT issue_user_sketch_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES issue(id) ON DELETE CASCADE
  CONSTRAINT issue_user_sketch_pkey PRIMARY KEY (issue_id)

TABLE limit_window
  scope text NOT NULL
  subject_id bigint NOT NULL
  window_number bigint NOT NULL
  used bigint NOT NULL
  last_grant bigint NOT NULL
  updated_at timestamp with time zone NOT NULL
  CONSTRAINT limit_window_pkey PRIMARY KEY (scope, subject_id)
  CONSTRAINT limit_window_scope_check CHECK ((scope = ANY (ARRAY['key'::text, 'project'::text, 'organization'::text])))
  CONSTRAINT limit_window_used_check CHECK ((used >= 0))
  CREATE INDEX limit_window_age ON public.limit_window USING btree (updated_at)

TABLE log_entry PARTITION BY RANGE (id)
  id uuid NOT NULL
  project_id bigint NOT NULL
  logged_at timestamp with time zone NOT NULL
  severity smallint NOT NULL
  body text NOT NULL
  trace_id uuid
  span_id bigint
  service text
  host text
  environment text
  release text
  attributes jsonb
  CONSTRAINT log_entry_pkey PRIMARY KEY (project_id, id)
  CONSTRAINT log_entry_severity_check CHECK (((severity >= 1) AND (severity <= 24)))
  CREATE INDEX log_entry_trace ON ONLY public.log_entry USING btree (trace_id) WHERE (trace_id IS NOT NULL)

TABLE log_hour
  project_id bigint NOT NULL
  hour timestamp with time zone NOT NULL
  level text NOT NULL
  entry_count bigint NOT NULL
  CONSTRAINT log_hour_level_check CHECK ((level = ANY (ARRAY['trace'::text, 'debug'::text, 'info'::text, 'warn'::text, 'error'::text, 'fatal'::text])))
  CONSTRAINT log_hour_pkey PRIMARY KEY (project_id, hour, level)
  CONSTRAINT log_hour_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CREATE INDEX log_hour_age ON public.log_hour USING brin (hour)

TABLE metric
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  project_id bigint NOT NULL
  name text NOT NULL
  type text NOT NULL
  unit text NOT NULL
  first_seen timestamp with time zone NOT NULL
  CONSTRAINT metric_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
  CONSTRAINT metric_pkey PRIMARY KEY (id)
  CONSTRAINT metric_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CONSTRAINT metric_project_id_name_type_unit_key UNIQUE (project_id, name, type, unit)
  CONSTRAINT metric_type_check CHECK ((type = ANY (ARRAY['counter'::text, 'gauge'::text, 'distribution'::text])))
  CONSTRAINT metric_unit_check CHECK ((length(unit) <= 64))

TABLE metric_entry PARTITION BY RANGE (id)
  id uuid NOT NULL
  project_id bigint NOT NULL
  metric_id bigint NOT NULL
  measured_at timestamp with time zone NOT NULL
  value double precision NOT NULL
  trace_id uuid
  span_id bigint
  environment text
  release text
  attributes jsonb
  CONSTRAINT metric_entry_pkey PRIMARY KEY (metric_id, id)
  CREATE INDEX metric_entry_trace ON ONLY public.metric_entry USING btree (trace_id) WHERE (trace_id IS NOT NULL)

TABLE metric_hour
  metric_id bigint NOT NULL
  hour timestamp with time zone NOT NULL
  environment text NOT NULL
  entry_count bigint NOT NULL
  value_sum double precision NOT NULL
  value_min double precision NOT NULL
  value_max double precision NOT NULL
  CONSTRAINT metric_hour_metric_id_fkey FOREIGN KEY (metric_id) REFERENCES metric(id) ON DELETE CASCADE
  CONSTRAINT metric_hour_pkey PRIMARY KEY (metric_id, hour, environment)
  CREATE INDEX metric_hour_age ON public.metric_hour USING brin (hour)

TABLE organization
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  name text NOT NULL
  slug text NOT NULL
  created_at timestamp with time zone NOT NULL
  is_accepting_events boolean NOT NULL DEFAULT true
  open_membership boolean NOT NULL DEFAULT true
  scrub_ip_addresses boolean NOT NULL DEFAULT true
  deleted_at timestamp with time zone
  CONSTRAINT organization_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
  CONSTRAINT organization_pkey PRIMARY KEY (id)
  CONSTRAINT organization_slug_check CHECK ((slug ~ '^[-a-z0-9_]{1,200}$'::text))
  CONSTRAINT organization_slug_key UNIQUE (slug)

TABLE organization_limit
  organization_id bigint NOT NULL
  count integer
  window_seconds integer
  updated_at timestamp with time zone NOT NULL
  CONSTRAINT organization_limit_check CHECK (((count IS NULL) = (window_seconds IS NULL)))
  CONSTRAINT organization_limit_count_check CHECK ((count >= 0))
  CONSTRAINT organization_limit_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id) ON DELETE CASCADE
  CONSTRAINT organization_limit_pkey PRIMARY KEY (organization_id)
  CONSTRAINT organization_limit_window_seconds_check CHECK ((window_seconds > 0))
  CREATE INDEX organization_limit_updated ON public.organization_limit USING btree (updated_at)

TABLE organization_member
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  organization_id bigint NOT NULL
  account_id bigint
  email text
  role text NOT NULL
  is_primary_owner boolean NOT NULL DEFAULT false
  created_at timestamp with time zone NOT NULL
  invite_hash bytea
  invite_expires_at timestamp with time zone
  CONSTRAINT organization_member_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
  CONSTRAINT organization_member_check CHECK (((account_id IS NULL) <> (email IS NULL)))
  CONSTRAINT organization_member_check1 CHECK (((NOT is_primary_owner) OR ((role = 'owner'::text) AND (account_id IS NOT NULL))))
  CONSTRAINT organization_member_check2 CHECK (((invite_hash IS NULL) OR ((account_id IS NULL) AND (invite_expires_at IS NOT NULL))))
  CONSTRAINT organization_member_invite_hash_check CHECK ((length(invite_hash) = 32))
  CONSTRAINT organization_member_organization_id_account_id_key UNIQUE (organization_id, account_id)
  CONSTRAINT organization_member_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id) ON DELETE CASCADE
  CONSTRAINT organization_member_pkey PRIMARY KEY (id)
  CONSTRAINT organization_member_role_check CHECK ((role = ANY (ARRAY['member'::text, 'admin'::text, 'manager'::text, 'owner'::text])))
  CREATE INDEX organization_member_account ON public.organization_member USING btree (account_id, organization_id)
  CREATE UNIQUE INDEX organization_member_invitation ON public.organization_member USING btree (organization_id, email) WHERE (email IS NOT NULL)
  CREATE UNIQUE INDEX organization_member_primary_owner ON public.organization_member USING btree (organization_id) WHERE is_primary_owner

TABLE outbox_message
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  channel text NOT NULL
  message text NOT NULL
  recipient text NOT NULL
  payload text NOT NULL
  created_at timestamp with time zone NOT NULL
  expires_at timestamp with time zone NOT NULL
  attempts integer NOT NULL DEFAULT 0
  failures integer NOT NULL DEFAULT 0
  due_at timestamp with time zone
  outcome text
  cause text
  keep_until timestamp with time zone NOT NULL
  CONSTRAINT outbox_message_check CHECK (((due_at IS NULL) = (outcome IS NOT NULL)))
  CONSTRAINT outbox_message_message_channel_recipient_key UNIQUE (message, channel, recipient)
  CONSTRAINT outbox_message_outcome_check CHECK ((outcome = ANY (ARRAY['delivered'::text, 'pointless'::text, 'given_up'::text])))
  CONSTRAINT outbox_message_pkey PRIMARY KEY (id)
  CREATE INDEX outbox_message_age ON public.outbox_message USING btree (keep_until)
  CREATE INDEX outbox_message_due ON public.outbox_message USING btree (channel, due_at) WHERE (due_at IS NOT NULL)

TABLE outcome_hour
  project_id bigint NOT NULL
  hour timestamp with time zone NOT NULL
  category text NOT NULL
  outcome text NOT NULL
  reason text NOT NULL
  quantity bigint NOT NULL
  last_at timestamp with time zone
  CONSTRAINT outcome_hour_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'filtered'::text, 'rate_limited'::text, 'invalid'::text, 'dropped'::text, 'client_discard'::text, 'set_aside'::text])))
  CONSTRAINT outcome_hour_pkey PRIMARY KEY (project_id, hour, category, outcome, reason)
  CONSTRAINT outcome_hour_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CONSTRAINT outcome_hour_quantity_check CHECK ((quantity >= 0))
  CREATE INDEX outcome_hour_age ON public.outcome_hour USING brin (hour)

TABLE password_reset
  token_hash bytea NOT NULL
  account_id bigint NOT NULL
  expires_at timestamp with time zone NOT NULL
  CONSTRAINT password_reset_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
  CONSTRAINT password_reset_pkey PRIMARY KEY (token_hash)
  CONSTRAINT password_reset_token_hash_check CHECK ((length(token_hash) = 32))
  CREATE INDEX password_reset_account ON public.password_reset USING btree (account_id)
  CREATE INDEX password_reset_age ON public.password_reset USING btree (expires_at)

TABLE payload_dictionary
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY
  project_id bigint NOT NULL
  dictionary bytea NOT NULL
  ratio real NOT NULL
  created_at timestamp with time zone NOT NULL
  CONSTRAINT payload_dictionary_pkey PRIMARY KEY (id)
  CONSTRAINT payload_dictionary_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CREATE INDEX payload_dictionary_project ON public.payload_dictionary USING btree (project_id, id)

TABLE project
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  organization_id bigint NOT NULL
  slug text NOT NULL
  name text NOT NULL
  platform text
  created_at timestamp with time zone NOT NULL
  first_event_at timestamp with time zone
  scrub_ip_addresses boolean NOT NULL DEFAULT true
  event_throttle_rate integer NOT NULL DEFAULT 0
  next_short_id bigint NOT NULL DEFAULT 1
  deleted_at timestamp with time zone
  keys_changed_at timestamp with time zone
  CONSTRAINT project_event_throttle_rate_check CHECK (((event_throttle_rate >= 0) AND (event_throttle_rate <= 100)))
  CONSTRAINT project_name_check CHECK (((length(name) >= 1) AND (length(name) <= 64)))
  CONSTRAINT project_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id) ON DELETE CASCADE
  CONSTRAINT project_organization_id_slug_key UNIQUE (organization_id, slug)
  CONSTRAINT project_pkey PRIMARY KEY (id)
  CONSTRAINT project_platform_check CHECK ((length(platform) <= 64))
  CONSTRAINT project_slug_check CHECK (((length(slug) >= 1) AND (length(slug) <= 80)))
  CREATE INDEX project_keys_changed ON public.project USING btree (keys_changed_at) WHERE (keys_changed_at IS NOT NULL)

TABLE project_key
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  project_id bigint NOT NULL
  public_key uuid NOT NULL
  name text NOT NULL DEFAULT ''::text
  is_active boolean NOT NULL DEFAULT true
  rate_limit_count integer
  rate_limit_window_seconds integer
  created_at timestamp with time zone NOT NULL
  CONSTRAINT project_key_check CHECK (((rate_limit_count IS NULL) = (rate_limit_window_seconds IS NULL)))
  CONSTRAINT project_key_name_check CHECK ((length(name) <= 64))
  CONSTRAINT project_key_pkey PRIMARY KEY (id)
  CONSTRAINT project_key_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CONSTRAINT project_key_public_key_key UNIQUE (public_key)
  CONSTRAINT project_key_rate_limit_count_check CHECK ((rate_limit_count >= 0))
  CONSTRAINT project_key_rate_limit_window_seconds_check CHECK ((rate_limit_window_seconds > 0))
  CREATE INDEX project_key_project ON public.project_key USING btree (project_id, id)

TABLE project_spike
  project_id bigint NOT NULL
  since timestamp with time zone NOT NULL
  hour timestamp with time zone NOT NULL
  keep_rate double precision NOT NULL
  CONSTRAINT project_spike_keep_rate_check CHECK (((keep_rate > (0)::double precision) AND (keep_rate <= (1)::double precision)))
  CONSTRAINT project_spike_pkey PRIMARY KEY (project_id)
  CONSTRAINT project_spike_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE

TABLE release
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  organization_id bigint NOT NULL
  version text NOT NULL
  created_at timestamp with time zone NOT NULL
  released_at timestamp with time zone
  CONSTRAINT release_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id) ON DELETE CASCADE
  CONSTRAINT release_organization_id_version_key UNIQUE (organization_id, version)
  CONSTRAINT release_pkey PRIMARY KEY (id)
  CONSTRAINT release_version_check CHECK (((length(version) >= 1) AND (length(version) <= 255)))

TABLE release_project
  release_id bigint NOT NULL
  project_id bigint NOT NULL
  CONSTRAINT release_project_pkey PRIMARY KEY (release_id, project_id)
  CONSTRAINT release_project_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CONSTRAINT release_project_release_id_fkey FOREIGN KEY (release_id) REFERENCES release(id) ON DELETE CASCADE
  CREATE INDEX release_project_project ON public.release_project USING btree (project_id, release_id)

TABLE scheduled_tasks
  task_name text NOT NULL
  task_instance text NOT NULL
  task_data bytea
  execution_time timestamp with time zone NOT NULL
  picked boolean NOT NULL
  picked_by text
  last_success timestamp with time zone
  last_failure timestamp with time zone
  consecutive_failures integer
  last_heartbeat timestamp with time zone
  version bigint NOT NULL
  CONSTRAINT scheduled_tasks_pkey PRIMARY KEY (task_name, task_instance)
  CREATE INDEX scheduled_tasks_execution_time ON public.scheduled_tasks USING btree (execution_time)
  CREATE INDEX scheduled_tasks_heartbeat ON public.scheduled_tasks USING btree (last_heartbeat)

TABLE session_hour
  project_id bigint NOT NULL
  hour timestamp with time zone NOT NULL
  release text NOT NULL
  environment text NOT NULL
  started bigint NOT NULL
  exited bigint NOT NULL
  errored bigint NOT NULL
  unhandled bigint NOT NULL
  abnormal bigint NOT NULL
  crashed bigint NOT NULL
  CONSTRAINT session_hour_pkey PRIMARY KEY (project_id, hour, release, environment)
  CONSTRAINT session_hour_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CREATE INDEX session_hour_age ON public.session_hour USING brin (hour)

TABLE session_seen PARTITION BY RANGE (id)
  id uuid NOT NULL
  state text NOT NULL
  CONSTRAINT session_seen_pkey PRIMARY KEY (id)
  CONSTRAINT session_seen_state_check CHECK ((state = ANY (ARRAY['running'::text, 'exited'::text, 'errored'::text, 'unhandled'::text, 'abnormal'::text, 'crashed'::text])))

TABLE session_user_day
  project_id bigint NOT NULL
  hour timestamp with time zone NOT NULL
  release text NOT NULL
  environment text NOT NULL
  users bytea NOT NULL STORAGE m
  crashed_users bytea NOT NULL STORAGE m
  CONSTRAINT session_user_day_pkey PRIMARY KEY (project_id, hour, release, environment)
  CONSTRAINT session_user_day_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CREATE INDEX session_user_day_age ON public.session_user_day USING brin (hour)

TABLE set_aside_item
  id uuid NOT NULL
  project_id bigint
  log_partition text NOT NULL
  log_position bigint NOT NULL
  item_type text NOT NULL
  reason text NOT NULL
  detail text NOT NULL
  payload bytea NOT NULL
  created_at timestamp with time zone NOT NULL
  resolved_at timestamp with time zone
  context bytea NOT NULL DEFAULT '\x'::bytea
  counted_hour timestamp with time zone
  counted_category text NOT NULL DEFAULT 'default'::text
  counted_quantity bigint NOT NULL DEFAULT 1
  CONSTRAINT set_aside_item_pkey PRIMARY KEY (id)
  CREATE INDEX set_aside_item_age ON public.set_aside_item USING btree (created_at)
  CREATE INDEX set_aside_item_open ON public.set_aside_item USING btree (project_id, id) WHERE (resolved_at IS NULL)
  CREATE INDEX set_aside_item_waiting ON public.set_aside_item USING btree (id) WHERE ((reason = 'storage_unavailable'::text) AND (resolved_at IS NULL))

TABLE span_event PARTITION BY RANGE (id)
  id uuid NOT NULL
  project_id bigint NOT NULL
  trace_id uuid NOT NULL
  span_id bigint NOT NULL
  parent_span_id bigint
  segment_id bigint
  name text NOT NULL
  op text
  started_at timestamp with time zone NOT NULL
  duration_us bigint NOT NULL
  status text
  release text
  environment text
  payload bytea NOT NULL STORAGE e
  payload_size integer NOT NULL
  CONSTRAINT span_event_pkey PRIMARY KEY (project_id, id)
  CREATE INDEX span_event_trace ON ONLY public.span_event USING btree (trace_id, span_id)

TABLE team
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  organization_id bigint NOT NULL
  slug text NOT NULL
  created_at timestamp with time zone NOT NULL
  CONSTRAINT team_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id) ON DELETE CASCADE
  CONSTRAINT team_organization_id_slug_key UNIQUE (organization_id, slug)
  CONSTRAINT team_pkey PRIMARY KEY (id)
  CONSTRAINT team_slug_check CHECK ((slug ~ '^[-a-zA-Z0-9_]{1,50}$'::text))

TABLE team_member
  team_id bigint NOT NULL
  member_id bigint NOT NULL
  CONSTRAINT team_member_member_id_fkey FOREIGN KEY (member_id) REFERENCES organization_member(id) ON DELETE CASCADE
  CONSTRAINT team_member_pkey PRIMARY KEY (team_id, member_id)
  CONSTRAINT team_member_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id) ON DELETE CASCADE
  CREATE INDEX team_member_member ON public.team_member USING btree (member_id)

TABLE team_project
  team_id bigint NOT NULL
  project_id bigint NOT NULL
  CONSTRAINT team_project_pkey PRIMARY KEY (team_id, project_id)
  CONSTRAINT team_project_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CONSTRAINT team_project_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id) ON DELETE CASCADE
  CREATE INDEX team_project_project ON public.team_project USING btree (project_id)

TABLE transaction_event PARTITION BY RANGE (id)
  id uuid NOT NULL
  project_id bigint NOT NULL
  group_id bigint NOT NULL
  event_id uuid NOT NULL
  trace_id uuid
  span_id bigint
  started_at timestamp with time zone NOT NULL
  duration_us bigint NOT NULL
  status text
  release text
  environment text
  user_key text
  span_count integer NOT NULL
  payload bytea NOT NULL STORAGE e
  payload_size integer NOT NULL
  CONSTRAINT transaction_event_pkey PRIMARY KEY (id)
  CREATE INDEX transaction_event_client_id ON ONLY public.transaction_event USING btree (event_id)
  CREATE INDEX transaction_event_group ON ONLY public.transaction_event USING btree (group_id, id)
  CREATE INDEX transaction_event_trace ON ONLY public.transaction_event USING btree (trace_id) WHERE (trace_id IS NOT NULL)

TABLE transaction_group
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  project_id bigint NOT NULL
  hash bytea NOT NULL
  name text NOT NULL
  op text NOT NULL
  method text NOT NULL
  event_count bigint NOT NULL DEFAULT 0
  failure_count bigint NOT NULL DEFAULT 0
  duration_us bigint NOT NULL DEFAULT 0
  first_seen timestamp with time zone NOT NULL
  last_seen timestamp with time zone NOT NULL
  CONSTRAINT transaction_group_hash_check CHECK ((length(hash) = 16))
  CONSTRAINT transaction_group_pkey PRIMARY KEY (id)
  CONSTRAINT transaction_group_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CONSTRAINT transaction_group_project_id_hash_key UNIQUE (project_id, hash)

TABLE transaction_group_hour
  group_id bigint NOT NULL
  hour timestamp with time zone NOT NULL
  event_count bigint NOT NULL
  failure_count bigint NOT NULL
  duration_us bigint NOT NULL
  durations bytea NOT NULL
  CONSTRAINT transaction_group_hour_group_id_fkey FOREIGN KEY (group_id) REFERENCES transaction_group(id) ON DELETE CASCADE
  CONSTRAINT transaction_group_hour_pkey PRIMARY KEY (group_id, hour)
  CREATE INDEX transaction_group_hour_age ON public.transaction_group_hour USING brin (hour)

TABLE user_feedback
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  project_id bigint NOT NULL
  source text NOT NULL
  client_id uuid NOT NULL
  event_id uuid
  issue_id bigint
  name text
  email text
  message text NOT NULL
  url text
  environment text
  release text
  contexts jsonb
  created_at timestamp with time zone NOT NULL
  CONSTRAINT user_feedback_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES issue(id) ON DELETE SET NULL
  CONSTRAINT user_feedback_pkey PRIMARY KEY (id)
  CONSTRAINT user_feedback_project_id_client_id_source_key UNIQUE (project_id, client_id, source)
  CONSTRAINT user_feedback_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  CONSTRAINT user_feedback_source_check CHECK ((source = ANY (ARRAY['user_report'::text, 'feedback'::text])))
  CREATE INDEX user_feedback_age ON public.user_feedback USING btree (created_at)
  CREATE INDEX user_feedback_issue ON public.user_feedback USING btree (issue_id, id) WHERE (issue_id IS NOT NULL)
  CREATE INDEX user_feedback_project ON public.user_feedback USING btree (project_id, id)
  CREATE INDEX user_feedback_unlinked ON public.user_feedback USING btree (created_at) WHERE ((issue_id IS NULL) AND (event_id IS NOT NULL))
