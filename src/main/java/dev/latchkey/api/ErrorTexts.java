package dev.latchkey.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * What the error codes mean, in words for people. Texts are read once; {@code {0}} in one stands for
 * the first argument.
 *
 * <p>The bundles are read directly and not as a {@link java.util.ResourceBundle}, which would answer in
 * the language of the machine where a text of its own is missing, and whose message format would make
 * every apostrophe a trap.
 */
public final class ErrorTexts {

  private static final Map<Language, Map<String, String>> TEXTS = read();

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
  static Map<String, String> texts(Language language) {
    return TEXTS.get(language);
  }

  private static String message(String code, Language language, List<Object> args) {
    Map<String, String> texts = TEXTS.get(language);
    // A custom token strategy or a newer rule may bring a code of its own: it is still an answer.
    String text = texts.getOrDefault(code, texts.get(ErrorCodes.INVALID));
    for (int i = 0; i < args.size(); i++) {
      text = text.replace("{" + i + "}", args.get(i).toString());
    }
    return text;
  }

  private static Map<Language, Map<String, String>> read() {
    Map<Language, Map<String, String>> texts = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      texts.put(language, read(language == Language.ENGLISH ? "errors" : "errors_" + language.tag()));
    }
    return texts;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // what load() reads is strings only
  private static Map<String, String> read(String bundle) {
    Properties texts = new Properties();
    try (InputStream in = ErrorTexts.class.getResourceAsStream(bundle + ".properties")) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return Map.copyOf((Map) texts);
  }
}
