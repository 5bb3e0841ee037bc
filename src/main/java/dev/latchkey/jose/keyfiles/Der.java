package dev.latchkey.jose.keyfiles;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * As much of ASN.1 DER as the containers of keys need: reading and wrapping tagged values one after
 * another.
 */
final class Der {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int NULL = 0x05;
  static final int OID = 0x06;
  static final int SEQUENCE = 0x30;

  private final byte[] bytes;
  private int position;

  Der(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean nextIs(int tag) {
    return position < bytes.length && (bytes[position] & 0xff) == tag;
  }

  /**
   * The content of the next value, which must have this tag.
   *
   * @throws IllegalArgumentException when it has another or is cut short
   */
  byte[] read(int tag) {
    if (!nextIs(tag)) {
      throw new IllegalArgumentException("unexpected DER value");
    }
    position++;
    int length = length();
    if (length > bytes.length - position) {
      throw new IllegalArgumentException("DER value cut short");
    }
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  Der enter(int tag) {
    return new Der(read(tag));
  }

  private int length() {
    int first = octet();
    if (first < 0x80) {
      return first;
    }
    int count = first & 0x7f;
    if (count == 0 || count > 3) {
      throw new IllegalArgumentException("DER length out of range");
    }
    int length = 0;
    for (int i = 0; i < count; i++) {
      length = length << 8 | octet();
    }
    return length;
  }

  private int octet() {
    if (position == bytes.length) {
      throw new IllegalArgumentException("DER value cut short");
    }
    return bytes[position++] & 0xff;
  }

  static byte[] wrap(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream value = new ByteArrayOutputStream(length + 5);
    value.write(tag);
    if (length < 0x80) {
      value.write(length);
    } else {
      int count = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
      value.write(0x80 | count);
      for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
        value.write(length >> shift);
      }
    }
    value.writeBytes(content.toByteArray());
    return value.toByteArray();
  }
}
