package dev.latchkey.webauthn;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Damaged and odd bytes. */
final class Damage {

  private static final int[] MASKS = {0x01, 0x20, 0x80, 0xff};

  private Damage() {}

  /** The bytes with each of them changed in some ways, removed or doubled, and cut before it. */
  static Stream<byte[]> each(byte[] whole) {
    return IntStream.range(0, whole.length)
        .boxed()
        .flatMap(
            at ->
                Stream.concat(
                    IntStream.of(MASKS).mapToObj(mask -> changed(whole, at, mask)),
                    Stream.of(Arrays.copyOf(whole, at), without(whole, at), doubled(whole, at))));
  }

  /** Values that no client sends by mistake. */
  static Stream<byte[]> odd() {
    Random random = new Random(20261128);
    Stream<byte[]> noise =
        IntStream.range(0, 200)
            .mapToObj(
                i -> {
                  byte[] bytes = new byte[random.nextInt(300)];
                  random.nextBytes(bytes);
                  return bytes;
                });
    byte[] deepArrays = new byte[60_000];
    Arrays.fill(deepArrays, (byte) 0x81);
    byte[] deepMaps = new byte[60_000];
    for (int i = 0; i < deepMaps.length; i += 2) {
      deepMaps[i] = (byte) 0xa1;
      deepMaps[i + 1] = 0x60;
    }
    return Stream.concat(
        noise,
        Stream.of(
            new byte[0],
            new byte[] {0},
            bytes("null"),
            bytes("{}"),
            bytes("[]"),
            bytes("{\"type\":null,\"challenge\":null,\"origin\":null}"),
            bytes("{\"type\":1,\"challenge\":{},\"origin\":[]}"),
            bytes("[".repeat(60_000)),
            bytes("{\"a\":".repeat(10_000)),
            new byte[] {(byte) 0xf6},
            new byte[] {(byte) 0xa0},
            new byte[] {(byte) 0xbf, (byte) 0xff},
            // Lengths of almost 2 GiB and 2^64 bytes, without the bytes.
            new byte[] {0x5a, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff},
            new byte[] {0x5b, -1, -1, -1, -1, -1, -1, -1, -1},
            new byte[] {(byte) 0xbb, -1, -1, -1, -1, -1, -1, -1, -1},
            deepArrays,
            deepMaps));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] changed(byte[] whole, int at, int mask) {
    byte[] changed = whole.clone();
    changed[at] ^= (byte) mask;
    return changed;
  }

  private static byte[] without(byte[] whole, int at) {
    byte[] shorter = new byte[whole.length - 1];
    System.arraycopy(whole, 0, shorter, 0, at);
    System.arraycopy(whole, at + 1, shorter, at, whole.length - at - 1);
    return shorter;
  }

  private static byte[] doubled(byte[] whole, int at) {
    byte[] longer = new byte[whole.length + 1];
    System.arraycopy(whole, 0, longer, 0, at + 1);
    System.arraycopy(whole, at, longer, at + 1, whole.length - at);
    return longer;
  }
}
