package dev.latchkey.api.wire;

import dev.latchkey.texts.Bundle;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.texts.Language;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The messages of the error codes, for users. They are loaded once; {@code {0}} stands for the
 * first argument.
 */
public final class ErrorTexts {

  private static final Bundle TEXTS = Bundle.read(ErrorTexts.class, "errors");

  private ErrorTexts() {}

  /** The message of an error in a language. */
  public static String message(ApiError error, Language language) {
    return message(error.code(), language, error.args());
  }

  /** The message of a code in the language of a locale; in English if there is none. */
  public static String message(String code, Locale locale, Object... args) {
    return message(code, Language.of(locale), List.of(args));
  }

  /** The codes that have a message in a language, with their messages. */
  public static Map<String, String> texts(Language language) {
    return TEXTS.in(language);
  }

  private static String message(String code, Language language, List<Object> args) {
    Map<String, String> texts = TEXTS.in(language);
    // A custom token strategy or a newer rule may have its own code, which still needs a message.
    String text = texts.getOrDefault(code, Objects.requireNonNull(texts.get(ErrorCodes.INVALID)));
    for (int i = 0; i < args.size(); i++) {
      text = text.replace("{" + i + "}", args.get(i).toString());
    }
    return text;
  }
}
