-- How an address was proven; empty where it was not, or by a release that did not record it.
ALTER TABLE email_address ADD COLUMN proof VARCHAR(20);

-- Addresses that an account says are its own and another account has proven. Only that account sees them.
CREATE TABLE address_claim (
  account_id BIGINT       NOT NULL REFERENCES account ON DELETE CASCADE,
  email      VARCHAR(254) NOT NULL,
  created    BIGINT       NOT NULL,
  PRIMARY KEY (account_id, email)
);

-- The account that a pending login or an awaited code is about, so that it ends with the account's sessions.
ALTER TABLE session ADD COLUMN pending_account_id BIGINT;
CREATE INDEX session_by_pending_account ON session (pending_account_id);
