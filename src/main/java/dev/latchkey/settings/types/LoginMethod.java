package dev.latchkey.settings.types;

/** The identifiers that users enter to log in, together with the password. */
public enum LoginMethod {
  EMAIL,
  USERNAME
}
