CREATE SEQUENCE authenticator_seq START WITH 50 INCREMENT BY 50;

-- The second factors of accounts. What data and uses mean depends on the type. distinct_key is unique: for a type that an
-- account has once, it names account and type.
CREATE TABLE authenticator (
  id           BIGINT        NOT NULL PRIMARY KEY,
  account_id   BIGINT        NOT NULL REFERENCES account ON DELETE CASCADE,
  type         VARCHAR(20)   NOT NULL,
  distinct_key VARCHAR(100)  NOT NULL UNIQUE,
  data         VARCHAR(8000) NOT NULL,
  uses         BIGINT        NOT NULL,
  created      BIGINT        NOT NULL,
  last_used    BIGINT
);
CREATE INDEX authenticator_by_account ON authenticator (account_id);
