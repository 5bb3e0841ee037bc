package dev.latchkey.api.admin;

import dev.latchkey.accounts.Account;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.texts.ErrorCodes;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reads groups and attributes from a body, and validates them. */
final class AccountFields {

  private static final int MOST_GROUPS = 100;
  private static final int MOST_ATTRIBUTES = 100;

  private AccountFields() {}

  /** {@code groups}: strings of up to 100 characters, without commas and control characters. */
  static Set<String> groups(Fields fields) {
    Set<String> groups = new LinkedHashSet<>(fields.texts("groups"));
    if (groups.size() > MOST_GROUPS) {
      fields.reject(ErrorCodes.INVALID_LIST, "groups");
    }
    if (!groups.stream().allMatch(AccountFields::isName)) {
      fields.reject(ErrorCodes.INVALID, "groups");
    }
    return groups;
  }

  /**
   * {@code attributes}: an object of strings. Names follow the rules for groups; values have up to
   * 2000 characters.
   */
  static Map<String, String> attributes(Fields fields) {
    Map<String, String> attributes = fields.textsByName("attributes");
    if (attributes.size() > MOST_ATTRIBUTES
        || !attributes.keySet().stream().allMatch(AccountFields::isName)) {
      fields.reject(ErrorCodes.INVALID, "attributes");
    }
    if (attributes.values().stream()
        .anyMatch(value -> value.length() > Account.LONGEST_ATTRIBUTE)) {
      fields.reject(ErrorCodes.MAX_LENGTH, "attributes", Account.LONGEST_ATTRIBUTE);
    }
    return attributes;
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= Account.LONGEST_NAME
        && name.chars().noneMatch(c -> Character.isISOControl(c) || c == ',');
  }
}
