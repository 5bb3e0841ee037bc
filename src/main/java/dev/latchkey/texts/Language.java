package dev.latchkey.texts;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;

/** The languages of texts. English is the default for clients that request none of them. */
public enum Language {
  ENGLISH("en"),
  GERMAN("de"),
  FRENCH("fr"),
  SPANISH("es"),
  DUTCH("nl");

  private static final int LONGEST_HEADER = 512;

  private final String tag;
  private final Locale locale;

  Language(String tag) {
    this.tag = tag;
    this.locale = Locale.forLanguageTag(tag);
  }

  /** The language's BCP 47 tag, for {@code Content-Language}. */
  public String tag() {
    return tag;
  }

  /** The language without a country. */
  public Locale locale() {
    return locale;
  }

  /**
   * The available language that a client prefers, by weight (RFC 9110 §12.5.4) and lookup (RFC 4647
   * §3.4).
   *
   * @param acceptLanguage the header's value; null, malformed or oversized ones mean English
   */
  public static Language of(@Nullable String acceptLanguage) {
    if (acceptLanguage == null
        || acceptLanguage.isBlank()
        || acceptLanguage.length() > LONGEST_HEADER) {
      return ENGLISH;
    }
    List<LanguageRange> ranges;
    try {
      ranges = LanguageRange.parse(acceptLanguage);
    } catch (IllegalArgumentException
        | ArrayIndexOutOfBoundsException malformed) { // the latter for a single "-"
      return ENGLISH;
    }
    for (LanguageRange range : ranges) {
      for (Language language : values()) {
        if (language.serves(range) && !language.isExcludedBy(ranges)) {
          return language;
        }
      }
    }
    return ENGLISH;
  }

  /** The language of a locale, regardless of its country; English if there are no texts in it. */
  public static Language of(Locale locale) {
    for (Language language : values()) {
      if (language.tag.equals(locale.getLanguage())) {
        return language;
      }
    }
    return ENGLISH;
  }

  private boolean serves(LanguageRange range) {
    String wanted = range.getRange();
    return range.getWeight() > 0
        && (wanted.equals("*") || wanted.equals(tag) || wanted.startsWith(tag + "-"));
  }

  private boolean isExcludedBy(List<LanguageRange> ranges) {
    return ranges.stream()
        .anyMatch(range -> range.getWeight() == 0 && range.getRange().equals(tag));
  }
}
