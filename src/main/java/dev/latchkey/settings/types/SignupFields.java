package dev.latchkey.settings.types;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The fields of sign-up, and which of them are required: {@code email*,username,password1*}. */
public final class SignupFields {
  public static final String ALLOWED =
      "a list of `email`, `username`, `password1` and `password2`, each followed by `*` if it "
          + "is required";

  /** A field of the sign-up form; {@code PASSWORD2} is the repeated password. */
  public enum Field {
    EMAIL,
    USERNAME,
    PASSWORD1,
    PASSWORD2
  }

  private final Map<Field, Boolean> required;

  private SignupFields(Map<Field, Boolean> required) {
    this.required = Collections.unmodifiableMap(required);
  }

  /**
   * Throws {@link IllegalArgumentException} for an unknown field and for one that is named twice.
   */
  public static SignupFields parse(String text) {
    Map<Field, Boolean> required = new EnumMap<>(Field.class);
    for (String part : SettingType.split(text)) {
      boolean starred = part.endsWith("*");
      String name = starred ? part.substring(0, part.length() - 1) : part;
      Boolean before = required.put(Field.valueOf(name.toUpperCase(Locale.ROOT)), starred);
      SettingType.require(before == null, part);
    }
    return new SignupFields(required);
  }

  /** Whether the form has the field. */
  public boolean asks(Field field) {
    return required.containsKey(field);
  }

  /** Whether the field is required. */
  public boolean requires(Field field) {
    return required.getOrDefault(field, false);
  }
}
