package dev.latchkey.webauthn;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes the few kinds of CBOR (RFC 8949) that authenticators write. */
final class Cbor {

  private Cbor() {}

  /** An integer, a text, bytes, or a map of these; maps keep their order. */
  static byte[] of(Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(value, out);
    return out.toByteArray();
  }

  private static void write(Object value, ByteArrayOutputStream out) {
    if (value instanceof Integer number) {
      head(number < 0 ? 1 : 0, number < 0 ? -1 - number : number, out);
    } else if (value instanceof byte[] bytes) {
      head(2, bytes.length, out);
      out.writeBytes(bytes);
    } else if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      head(3, bytes.length, out);
      out.writeBytes(bytes);
    } else if (value instanceof Map<?, ?> map) {
      head(5, map.size(), out);
      map.forEach(
          (key, member) -> {
            write(key, out);
            write(member, out);
          });
    } else {
      throw new IllegalArgumentException("not written here: " + value.getClass());
    }
  }

  private static void head(int major, int number, ByteArrayOutputStream out) {
    if (number < 24) {
      out.write(major << 5 | number);
    } else if (number < 1 << 8) {
      out.write(major << 5 | 24);
      out.write(number);
    } else if (number < 1 << 16) {
      out.write(major << 5 | 25);
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) number).array());
    } else {
      out.write(major << 5 | 26);
      out.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
    }
  }
}
