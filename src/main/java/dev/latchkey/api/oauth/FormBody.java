package dev.latchkey.api.oauth;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A body in {@code application/x-www-form-urlencoded}, read strictly: no name twice (RFC 6749
 * §3.2), no broken escape, UTF-8 only. Immutable; its {@code toString} shows nothing.
 */
final class FormBody {

  /** The largest body that is read, in bytes: the longest token and the other parameters. */
  static final int LARGEST = 24 * 1024;

  private final Map<String, String> values;

  private FormBody(Map<String, String> values) {
    this.values = values;
  }

  /** Reads a body; empty if it is invalid. */
  static Optional<FormBody> parse(byte[] body) {
    if (body.length > LARGEST) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    try {
      for (String pair : new String(body, StandardCharsets.ISO_8859_1).split("&")) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        if (!pair.isEmpty() && values.putIfAbsent(name, value) != null) {
          return Optional.empty();
        }
      }
      return Optional.of(new FormBody(values));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** A parameter; one without a value counts as omitted (RFC 6749 §3.2). */
  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** Decodes plus signs and escapes in a string with one character per byte. */
  static String decode(String text) throws CharacterCodingException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        bytes.write(c == '+' ? ' ' : c);
        continue;
      }
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        throw new IllegalArgumentException("broken escape");
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes.toByteArray()))
        .toString();
  }

  @Override
  public String toString() {
    return "FormBody[" + values.size() + "]";
  }
}
