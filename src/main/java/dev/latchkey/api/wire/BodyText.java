package dev.latchkey.api.wire;

import dev.latchkey.texts.ErrorCodes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Which characters a body may consist of. */
final class BodyText {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private BodyText() {}

  /**
   * Strictly decoded UTF-8 without a byte order mark and without characters that JSON never holds
   * raw.
   */
  static String decode(byte[] body) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new RefusedBody(ErrorCodes.INVALID_ENCODING);
    }
    if (text.charAt(0) == BYTE_ORDER_MARK) {
      throw new RefusedBody(ErrorCodes.INVALID_ENCODING);
    }
    // Servers' parsers differ on raw control characters, so they do not get to see them.
    if (text.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r')) {
      throw new RefusedBody(ErrorCodes.INVALID_CHARACTERS);
    }
    return text;
  }

  /** A string or name after its escapes are resolved: no NUL, every surrogate in a pair. */
  static String checked(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        throw new RefusedBody(ErrorCodes.INVALID_CHARACTERS);
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == value.length() || !Character.isLowSurrogate(value.charAt(i))) {
          throw new RefusedBody(ErrorCodes.INVALID_CHARACTERS);
        }
      }
    }
    return value;
  }
}
