package dev.latchkey.sessions;

import jakarta.json.spi.JsonProvider;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** Stores what a session remembers as the text of a JSON object. */
@Converter(autoApply = true)
public class StateAsJson implements AttributeConverter<SessionState, String> {

  /**
   * Looked up once: JSON-P reads through the class path for its provider on each call of a static
   * method.
   */
  static final JsonProvider JSON = JsonProvider.provider();

  @Override
  public String convertToDatabaseColumn(@Nullable SessionState state) {
    return state == null ? "{}" : state.toJson().toString();
  }

  @Override
  public SessionState convertToEntityAttribute(@Nullable String text) {
    if (text == null || text.length() <= 2) {
      return SessionState.EMPTY;
    }
    try (var reader = JSON.createReader(new StringReader(text))) {
      return SessionState.fromJson(reader.readObject());
    }
  }
}
