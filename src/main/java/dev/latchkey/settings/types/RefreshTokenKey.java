package dev.latchkey.settings.types;

/** The key that signs refresh tokens. Both forms are read, whichever is written. */
public enum RefreshTokenKey {
  /** A key derived from {@code SECRET_KEY}, which only this server has. */
  DERIVED,

  /** The key of access tokens, as in the previous release, for the time of a rolling upgrade. */
  SIGNING
}
