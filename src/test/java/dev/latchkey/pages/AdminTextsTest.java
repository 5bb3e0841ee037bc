package dev.latchkey.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.audit.AuditType;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.throttle.Action;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages for administrators have a text for each word of the API that they show. */
class AdminTextsTest {

  private static final Path TEXTS = Path.of("src/main/webapp/admin/texts/en.json");

  @Test
  void words_ofTheApi_haveTexts() throws IOException {
    Stream<String> events = Stream.of(AuditType.values()).map(type -> "event." + type.text());
    Stream<String> limits = Stream.of(Action.values()).map(action -> "limit." + action.text());
    Stream<String> messages =
        Stream.of(MessageKind.values())
            .map(kind -> "message." + kind.name().toLowerCase(Locale.ROOT));
    JsonObject texts = read();
    assertEquals(
        List.of(),
        Stream.of(events, limits, messages)
            .flatMap(words -> words)
            .filter(key -> !texts.containsKey(key))
            .toList());
  }

  private static JsonObject read() throws IOException {
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(TEXTS))) {
      return reader.readObject();
    }
  }
}
