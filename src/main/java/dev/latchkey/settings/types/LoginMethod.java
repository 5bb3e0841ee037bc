package dev.latchkey.settings.types;

/** What a person may give to say who they are, beside the password. */
public enum LoginMethod {
  EMAIL,
  USERNAME
}
