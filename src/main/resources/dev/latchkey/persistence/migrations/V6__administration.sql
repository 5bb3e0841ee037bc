-- The limit that a counter belongs to, such as LOGIN_FAILED/KEY/300; empty for those of an earlier release.
ALTER TABLE rate_counter ADD COLUMN limit_name VARCHAR(80);

-- What administrators see of unsent messages. A message is being sent while claimed_until equals next_attempt.
ALTER TABLE outbound_mail ADD COLUMN kind VARCHAR(40);
ALTER TABLE outbound_mail ADD COLUMN created BIGINT;
ALTER TABLE outbound_mail ADD COLUMN claimed_until BIGINT;
ALTER TABLE outbound_mail ADD COLUMN last_error VARCHAR(500);

-- The nodes that run or have run lately; each updates its own row.
CREATE TABLE node (
  id          VARCHAR(36)  NOT NULL PRIMARY KEY,
  host        VARCHAR(255) NOT NULL,
  version     VARCHAR(50)  NOT NULL,
  started     BIGINT       NOT NULL,
  last_seen   BIGINT       NOT NULL,
  expires_at  BIGINT       NOT NULL
);
CREATE INDEX node_by_expiry ON node (expires_at);

-- Metrics of all nodes, summed for each minute. The id is the name and the minute.
CREATE TABLE metric_minute (
  id         VARCHAR(60) NOT NULL PRIMARY KEY,
  metric     VARCHAR(40) NOT NULL,
  begins_at  BIGINT      NOT NULL,
  amount     BIGINT      NOT NULL,
  expires_at BIGINT      NOT NULL
);
CREATE INDEX metric_minute_by_time ON metric_minute (begins_at);
CREATE INDEX metric_minute_by_expiry ON metric_minute (expires_at);
INSERT INTO job_lease (name, held_until) VALUES ('count-sessions', 0);
