-- Times are UTC, in milliseconds since 1970-01-01T00:00Z. Statements keep to what H2, PostgreSQL and Derby share.
-- A sequence's value is the last id of a block of fifty; so all JPA providers understand it.

CREATE SEQUENCE account_seq START WITH 50 INCREMENT BY 50;
CREATE SEQUENCE email_address_seq START WITH 50 INCREMENT BY 50;
CREATE SEQUENCE session_seq START WITH 50 INCREMENT BY 50;
CREATE SEQUENCE audit_event_seq START WITH 50 INCREMENT BY 50;
CREATE SEQUENCE outbound_mail_seq START WITH 50 INCREMENT BY 50;

CREATE TABLE account (
  id            BIGINT       NOT NULL PRIMARY KEY,
  username      VARCHAR(150),
  username_key  VARCHAR(150) UNIQUE,
  password_hash VARCHAR(512),
  active        BOOLEAN      NOT NULL,
  created       BIGINT       NOT NULL,
  token_epoch   BIGINT       NOT NULL
);

CREATE TABLE account_group (
  account_id BIGINT       NOT NULL REFERENCES account ON DELETE CASCADE,
  name       VARCHAR(100) NOT NULL,
  PRIMARY KEY (account_id, name)
);

CREATE TABLE account_attribute (
  account_id BIGINT        NOT NULL REFERENCES account ON DELETE CASCADE,
  name       VARCHAR(100)  NOT NULL,
  attr_value VARCHAR(2000) NOT NULL,
  PRIMARY KEY (account_id, name)
);

-- owner_key is the address in lower case on the one row that holds it; an unverified row beside it has none.
CREATE TABLE email_address (
  id         BIGINT       NOT NULL PRIMARY KEY,
  account_id BIGINT       NOT NULL REFERENCES account ON DELETE CASCADE,
  email      VARCHAR(254) NOT NULL,
  email_key  VARCHAR(254) NOT NULL,
  owner_key  VARCHAR(254) UNIQUE,
  verified   BOOLEAN      NOT NULL,
  is_primary BOOLEAN      NOT NULL,
  created    BIGINT       NOT NULL,
  UNIQUE (account_id, email_key)
);
CREATE INDEX email_address_by_key ON email_address (email_key);

CREATE TABLE session (
  id         BIGINT        NOT NULL PRIMARY KEY,
  token_hash VARCHAR(64)   NOT NULL UNIQUE,
  account_id BIGINT        REFERENCES account ON DELETE CASCADE,
  state      VARCHAR(8000) NOT NULL,
  created    BIGINT        NOT NULL,
  last_seen  BIGINT        NOT NULL,
  idle_until BIGINT,
  expires_at BIGINT        NOT NULL,
  address    VARCHAR(45),
  user_agent VARCHAR(512),
  cnf_jkt    VARCHAR(64)
);
CREATE INDEX session_by_account ON session (account_id);
CREATE INDEX session_by_expiry ON session (expires_at);
CREATE INDEX session_by_idleness ON session (idle_until);

CREATE TABLE refresh_token (
  jti           VARCHAR(36) NOT NULL PRIMARY KEY,
  session_id    BIGINT      NOT NULL REFERENCES session ON DELETE CASCADE,
  parent_jti    VARCHAR(36),
  issued_at     BIGINT      NOT NULL,
  expires_at    BIGINT      NOT NULL,
  rotated_at    BIGINT,
  successor_jti VARCHAR(36),
  successor_iat BIGINT,
  successor_exp BIGINT
);
CREATE INDEX refresh_token_by_session ON refresh_token (session_id);
CREATE INDEX refresh_token_by_expiry ON refresh_token (expires_at);

CREATE TABLE signing_key (
  kid         VARCHAR(64)   NOT NULL PRIMARY KEY,
  algorithm   VARCHAR(10)   NOT NULL,
  state       VARCHAR(10)   NOT NULL,
  private_key VARCHAR(8000) NOT NULL,
  public_jwk  VARCHAR(4000) NOT NULL,
  created     BIGINT        NOT NULL,
  active_at   BIGINT,
  retired_at  BIGINT,
  expires_at  BIGINT
);
CREATE INDEX signing_key_by_expiry ON signing_key (expires_at);

-- What the nodes must agree on and nobody has set.
CREATE TABLE server_secret (
  name         VARCHAR(50)  NOT NULL PRIMARY KEY,
  secret_value VARCHAR(500) NOT NULL,
  created      BIGINT       NOT NULL
);

CREATE TABLE rate_counter (
  bucket     VARCHAR(64) NOT NULL PRIMARY KEY,
  hits       INTEGER     NOT NULL,
  expires_at BIGINT      NOT NULL
);
CREATE INDEX rate_counter_by_expiry ON rate_counter (expires_at);

CREATE TABLE outbound_mail (
  id           BIGINT         NOT NULL PRIMARY KEY,
  channel      VARCHAR(10)    DEFAULT 'MAIL' NOT NULL,
  content      VARCHAR(32000) NOT NULL,
  attempts     INTEGER        NOT NULL,
  next_attempt BIGINT         NOT NULL,
  expires_at   BIGINT         NOT NULL
);
CREATE INDEX outbound_mail_by_turn ON outbound_mail (next_attempt);
CREATE INDEX outbound_mail_by_expiry ON outbound_mail (expires_at);

CREATE TABLE audit_event (
  id          BIGINT        NOT NULL PRIMARY KEY,
  happened_at BIGINT        NOT NULL,
  type        VARCHAR(60)   NOT NULL,
  account_id  BIGINT,
  session_id  BIGINT,
  address     VARCHAR(45),
  user_agent  VARCHAR(512),
  detail      VARCHAR(2000),
  expires_at  BIGINT        NOT NULL
);
CREATE INDEX audit_event_by_account ON audit_event (account_id, happened_at);
CREATE INDEX audit_event_by_expiry ON audit_event (expires_at);

-- One row, so that the time can be asked for in the same words everywhere.
CREATE TABLE database_clock (
  id INTEGER NOT NULL PRIMARY KEY
);
INSERT INTO database_clock (id) VALUES (1);

-- Jobs that one node at a time does, and which one that is.
CREATE TABLE job_lease (
  name       VARCHAR(50) NOT NULL PRIMARY KEY,
  holder     VARCHAR(36),
  held_until BIGINT      NOT NULL
);
INSERT INTO job_lease (name, held_until) VALUES ('clean-up', 0);
