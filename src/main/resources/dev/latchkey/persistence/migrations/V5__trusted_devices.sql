CREATE SEQUENCE trusted_device_seq START WITH 50 INCREMENT BY 50;

-- Browsers and apps in which logins of an account are not asked for a second factor. epoch is a digest of the account's
-- password and second factors: a device is trusted only while they stay the same.
CREATE TABLE trusted_device (
  id         BIGINT      NOT NULL PRIMARY KEY,
  account_id BIGINT      NOT NULL REFERENCES account ON DELETE CASCADE,
  token_hash VARCHAR(64) NOT NULL UNIQUE,
  carrier    VARCHAR(10) NOT NULL,
  epoch      VARCHAR(64) NOT NULL,
  created    BIGINT      NOT NULL,
  last_used  BIGINT,
  expires_at BIGINT      NOT NULL,
  address    VARCHAR(45),
  user_agent VARCHAR(512)
);
CREATE INDEX trusted_device_by_account ON trusted_device (account_id);
CREATE INDEX trusted_device_by_expiry ON trusted_device (expires_at);
