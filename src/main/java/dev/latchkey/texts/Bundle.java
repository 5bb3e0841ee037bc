package dev.latchkey.texts;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Texts in every language, from properties files in UTF-8: the English ones in {@code
 * name.properties}, the German ones in {@code name_de.properties}, and so on.
 *
 * <p>The files are read directly and not as a {@link java.util.ResourceBundle}, which would fall
 * back to the machine's language for missing texts, and whose message format requires escaping of
 * apostrophes.
 */
public final class Bundle {

  private final Map<Language, Map<String, String>> texts;

  private Bundle(Map<Language, Map<String, String>> texts) {
    this.texts = texts;
  }

  /**
   * Reads the files of a bundle.
   *
   * @param beside a class in the package of the files
   * @param name the beginning of their names
   */
  public static Bundle read(Class<?> beside, String name) {
    Map<Language, Map<String, String>> texts = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      String suffix = language == Language.ENGLISH ? "" : "_" + language.tag();
      texts.put(language, readFile(beside, name + suffix + ".properties"));
    }
    return new Bundle(texts);
  }

  /** All texts in a language, by their keys. */
  public Map<String, String> in(Language language) {
    return Objects.requireNonNull(texts.get(language));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // what load() reads is strings only
  private static Map<String, String> readFile(Class<?> beside, String file) {
    Properties read = new Properties();
    try (InputStream in = beside.getResourceAsStream(file)) {
      read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return Map.copyOf((Map) read);
  }
}
