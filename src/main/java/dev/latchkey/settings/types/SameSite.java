package dev.latchkey.settings.types;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which requests of other sites carry a cookie (RFC 6265bis §4.1.2.7). */
public enum SameSite {
  LAX("Lax"),
  STRICT("Strict"),
  NONE("None");

  private final String attribute;

  SameSite(String attribute) {
    this.attribute = attribute;
  }

  /** The attribute's value. */
  public String attribute() {
    return attribute;
  }

  /** The constants by their attribute's value. */
  public static Map<String, SameSite> words() {
    Map<String, SameSite> words = new LinkedHashMap<>();
    for (SameSite constant : values()) {
      words.put(constant.attribute, constant);
    }
    return words;
  }
}
