package dev.latchkey.api.wire;

import dev.latchkey.texts.Language;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The shape of every answer: {@code {"status", "data"?, "meta"?, "errors"?}}.
 *
 * <p>Members appear in the order they are given. For one thread; silent about its content in {@code
 * toString}.
 */
public final class Envelope {

  private final int status;
  private final ObjectText members = new ObjectText();

  private Envelope(int status) {
    this.status = status;
    members.put("status", status);
  }

  /** An envelope with nothing but the HTTP status of the answer. */
  public static Envelope of(int status) {
    return new Envelope(status);
  }

  /** A refusal: the status, and what is wrong in the client's language. */
  public static Envelope refusal(int status, Language language, ApiError... errors) {
    return of(status).errors(List.of(errors), language);
  }

  /** What was asked for: an object or an array. */
  public Envelope data(JsonText data) {
    members.put("data", data);
    return this;
  }

  /** What concerns the session rather than the question; left out when it is empty. */
  public Envelope meta(ObjectText meta) {
    if (!meta.isEmpty()) {
      members.put("meta", meta);
    }
    return this;
  }

  /** What is wrong, each with its text; left out when nothing is. */
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

  /** A member beside the usual ones, for answers that documented clients read at the top level. */
  public Envelope also(String name, String value) {
    members.put(name, value);
    return this;
  }

  /** The HTTP status, which the text repeats. */
  public int status() {
    return status;
  }

  /** The whole text. */
  public String json() {
    return members.json();
  }

  /** The whole text in UTF-8. */
  public byte[] bytes() {
    return json().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Envelope[" + status + "]";
  }
}
