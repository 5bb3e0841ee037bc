-- Functions that partition audit_event, refresh_token and session by expires_at, on PostgreSQL 13 or later. What that
-- brings and costs is in docs/scaling.md. This file only defines them. Run it as the role that owns Latchkey's tables,
-- and again after each upgrade of Latchkey. Times and widths are in milliseconds, as in all tables.

-- Makes the partitions that a partitioned table lacks, from a time until so many widths after now.
-- A period is left out as long as rows of it are in the default partition. Returns the number of new partitions.
CREATE OR REPLACE FUNCTION latchkey_add_partitions(
  parent text, width bigint, ahead integer, since bigint DEFAULT extract(epoch FROM now()) * 1000
) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  begins  bigint := since / width * width;
  name    text;
  is_busy boolean;
  made    integer := 0;
BEGIN
  WHILE begins <= extract(epoch FROM now()) * 1000 + width * ahead LOOP
    name := parent || to_char(to_timestamp(begins / 1000) AT TIME ZONE 'UTC', '_YYYYMMDD"t"HH24MISS');
    IF to_regclass(name) IS NULL THEN
      EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE expires_at >= %s AND expires_at < %s)',
        parent || '_default', begins, begins + width) INTO is_busy;
      IF is_busy THEN
        RAISE WARNING '% has rows of the period of %, which is left out', parent || '_default', name;
      ELSE
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s)',
          name, parent, begins, begins + width);
        made := made + 1;
      END IF;
    END IF;
    begins := begins + width;
  END LOOP;
  RETURN made;
END $$;

-- Drops the partitions of a table whose rows all expire before a time, by default those that have expired.
-- Returns the number of partitions that are gone.
CREATE OR REPLACE FUNCTION latchkey_drop_partitions(
  parent text, before bigint DEFAULT extract(epoch FROM now()) * 1000
) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  old     record;
  dropped integer := 0;
BEGIN
  FOR old IN
    SELECT c.oid::regclass AS name
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = parent::regclass
       AND substring(pg_get_expr(c.relpartbound, c.oid) FROM $re$TO \('?(\d+)'?\)$re$)::bigint <= before
     ORDER BY c.relname
  LOOP
    EXECUTE 'DROP TABLE ' || old.name;
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;

-- Tokens end with their session. For a table of sessions without partitions, a foreign key does this.
CREATE OR REPLACE FUNCTION latchkey_end_tokens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM refresh_token WHERE session_id = OLD.id;
  RETURN NULL;
END $$;

-- Partitions one of the three tables, with the rows that it has. Nothing else can use the table meanwhile.
CREATE OR REPLACE FUNCTION latchkey_partition(parent text, width bigint, ahead integer)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  oldest bigint;
BEGIN
  IF parent NOT IN ('audit_event', 'refresh_token', 'session') THEN
    RAISE EXCEPTION '% is not one of audit_event, refresh_token and session', parent;
  END IF;
  IF (SELECT relkind FROM pg_class WHERE oid = parent::regclass) = 'p' THEN
    RAISE EXCEPTION '% is partitioned already', parent;
  END IF;
  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', parent);
  IF parent = 'session' THEN
    -- It would need a unique key on session.id alone, which a partitioned table cannot have.
    ALTER TABLE refresh_token DROP CONSTRAINT refresh_token_session_id_fkey;
  END IF;
  EXECUTE format('ALTER TABLE %I RENAME TO latchkey_unpartitioned', parent);
  EXECUTE format('CREATE TABLE %I (LIKE latchkey_unpartitioned INCLUDING DEFAULTS) PARTITION BY RANGE (expires_at)', parent);
  EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', parent || '_default', parent);
  SELECT min(expires_at) INTO oldest FROM latchkey_unpartitioned;
  PERFORM latchkey_add_partitions(parent, width, ahead,
    least(oldest, (extract(epoch FROM now()) * 1000)::bigint));
  EXECUTE format('INSERT INTO %I SELECT * FROM latchkey_unpartitioned', parent);
  DROP TABLE latchkey_unpartitioned;
  CASE parent
    WHEN 'audit_event' THEN
      ALTER TABLE audit_event ADD PRIMARY KEY (id, expires_at);
      CREATE INDEX audit_event_by_account ON audit_event (account_id, happened_at);
      CREATE INDEX audit_event_by_expiry ON audit_event (expires_at);
    WHEN 'refresh_token' THEN
      ALTER TABLE refresh_token ADD PRIMARY KEY (jti, expires_at);
      CREATE INDEX refresh_token_by_session ON refresh_token (session_id);
      CREATE INDEX refresh_token_by_expiry ON refresh_token (expires_at);
      IF (SELECT relkind FROM pg_class WHERE oid = 'session'::regclass) <> 'p' THEN
        ALTER TABLE refresh_token ADD FOREIGN KEY (session_id) REFERENCES session ON DELETE CASCADE;
      END IF;
    WHEN 'session' THEN
      ALTER TABLE session ADD PRIMARY KEY (id, expires_at);
      ALTER TABLE session ADD UNIQUE (token_hash, expires_at);
      ALTER TABLE session ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
      CREATE INDEX session_by_account ON session (account_id);
      CREATE INDEX session_by_pending_account ON session (pending_account_id);
      CREATE INDEX session_by_expiry ON session (expires_at);
      CREATE INDEX session_by_idleness ON session (idle_until);
      CREATE TRIGGER session_ends_tokens AFTER DELETE ON session
        FOR EACH ROW EXECUTE FUNCTION latchkey_end_tokens();
  END CASE;
END $$;
