package dev.latchkey.mail;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.time.Instant;

/**
 * A mail as it will be sent, except for its sender; or a short message, which has neither subject
 * nor HTML. It may contain a secret code or link, so {@link #toString()} shows nothing.
 *
 * @param id a unique id; part of its message id
 * @param to the recipient's address or number
 * @param language the BCP 47 tag of the language it is written in
 * @param at when it was written
 */
record Mail(
    String id, String to, String language, Instant at, String subject, String text, String html) {

  private static final JsonProvider JSON = JsonProvider.provider();

  String toJson() {
    return JSON.createObjectBuilder()
        .add("id", id)
        .add("to", to)
        .add("language", language)
        .add("at", at.toEpochMilli())
        .add("subject", subject)
        .add("text", text)
        .add("html", html)
        .build()
        .toString();
  }

  static Mail fromJson(String json) {
    try (var reader = JSON.createReader(new StringReader(json))) {
      JsonObject mail = reader.readObject();
      return new Mail(
          mail.getString("id"),
          mail.getString("to"),
          mail.getString("language"),
          Instant.ofEpochMilli(mail.getJsonNumber("at").longValue()),
          mail.getString("subject"),
          mail.getString("text"),
          mail.getString("html"));
    }
  }

  @Override
  public String toString() {
    return "Mail[" + id + "]";
  }
}
