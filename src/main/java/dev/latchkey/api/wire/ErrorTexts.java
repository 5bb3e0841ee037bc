package dev.latchkey.api.wire;

import dev.latchkey.texts.Bundle;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.texts.Language;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What the error codes mean, in words for people. Texts are read once; {@code {0}} in one stands
 * for the first argument.
 */
public final class ErrorTexts {

  private static final Bundle TEXTS = Bundle.read(ErrorTexts.class, "errors");

  private ErrorTexts() {}

  /** The text of an error in a language. */
  public static String message(ApiError error, Language language) {
    return message(error.code(), language, error.args());
  }

  /** The text of a code in the language of a locale, English if there is none in it. */
  public static String message(String code, Locale locale, Object... args) {
    return message(code, Language.of(locale), List.of(args));
  }

  /** The codes that have a text in a language, with their texts. */
  public static Map<String, String> texts(Language language) {
    return TEXTS.in(language);
  }

  private static String message(String code, Language language, List<Object> args) {
    Map<String, String> texts = TEXTS.in(language);
    // A custom token strategy or a newer rule may bring a code of its own: it is still an answer.
    String text = texts.getOrDefault(code, Objects.requireNonNull(texts.get(ErrorCodes.INVALID)));
    for (int i = 0; i < args.size(); i++) {
      text = text.replace("{" + i + "}", args.get(i).toString());
    }
    return text;
  }
}
