package dev.latchkey.settings.types;

/** Whether a new address must, should or need not be verified. */
public enum EmailVerification {
  /** No login is complete before an address is verified. */
  MANDATORY,
  /** A verification mail is sent at sign-up; login does not wait for it. */
  OPTIONAL,
  /** No verification mail is sent at sign-up. */
  NONE
}
