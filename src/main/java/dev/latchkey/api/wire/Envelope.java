package dev.latchkey.api.wire;

import dev.latchkey.texts.Language;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The structure of every response: {@code {"status", "data"?, "meta"?, "errors"?}}.
 *
 * <p>Members appear in the order they are given. For one thread; {@code toString} shows nothing of
 * the content.
 */
public final class Envelope {

  private final int status;
  private final ObjectText members = new ObjectText();

  private Envelope(int status) {
    this.status = status;
    members.put("status", status);
  }

  /** An envelope with only the HTTP status of the response. */
  public static Envelope of(int status) {
    return new Envelope(status);
  }

  /** An error response: the status, and the errors in the client's language. */
  public static Envelope rejection(int status, Language language, ApiError... errors) {
    return of(status).errors(List.of(errors), language);
  }

  /** The requested data: an object or an array. */
  public Envelope data(JsonText data) {
    members.put("data", data);
    return this;
  }

  /** What concerns the session rather than the request; omitted if empty. */
  public Envelope meta(ObjectText meta) {
    if (!meta.isEmpty()) {
      members.put("meta", meta);
    }
    return this;
  }

  /** The errors, each with its message; omitted if there are none. */
  public Envelope errors(List<ApiError> errors, Language language) {
    if (errors.isEmpty()) {
      return this;
    }
    ArrayText items = new ArrayText();
    for (ApiError error : errors) {
      ObjectText item =
          new ObjectText()
              .put("message", ErrorTexts.message(error, language))
              .put("code", error.code());
      items.add(error.param() == null ? item : item.put("param", error.param()));
    }
    members.put("errors", items);
    return this;
  }

  /** An additional top-level member, which clients of some responses read there. */
  public Envelope also(String name, String value) {
    members.put(name, value);
    return this;
  }

  /** The HTTP status, which the text repeats. */
  public int status() {
    return status;
  }

  /** The whole envelope as JSON. */
  public String json() {
    return members.json();
  }

  /** The whole envelope in UTF-8. */
  public byte[] bytes() {
    return json().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Envelope[" + status + "]";
  }
}
