package dev.latchkey.settings.types;

/** What users enter to log in, together with the password. */
public enum LoginMethod {
  EMAIL,
  USERNAME
}
