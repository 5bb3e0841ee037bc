package dev.latchkey.jose.keyfiles;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PEM (RFC 7468) as it occurs in settings: line ends may have become a literal {@code }, spaces or
 * nothing, quotes may surround it, or all of it may be in Base64.
 */
public final class Pem {
  private static final String BEGIN = "-----BEGIN ";
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----((?:[^-]++|-(?!----))*+)-----END \\1-----");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private Pem() {}

  /** One block. */
  public record Block(String label, byte[] content, boolean encrypted) {
    @Override
    public String toString() {
      return "Block[" + label + "]";
    }
  }

  /**
   * The text with its line ends restored, and decoded if it was in Base64; unchanged if it is not
   * PEM.
   */
  static String restored(String text) {
    String plain = withLineEnds(text);
    if (plain.contains(BEGIN)) {
      return plain;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(BLANKS.matcher(plain).replaceAll(""));
      String inner = withLineEnds(new String(decoded, StandardCharsets.ISO_8859_1));
      return inner.contains(BEGIN) ? inner : plain;
    } catch (IllegalArgumentException e) {
      return plain;
    }
  }

  public static boolean looksLike(String text) {
    return restored(text).contains(BEGIN);
  }

  /**
   * All blocks in order; empty if the text has none.
   *
   * @throws IllegalArgumentException for a block whose content is not Base64
   */
  public static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(restored(text));
    while (matcher.find()) {
      String label = matcher.group(1);
      String body = matcher.group(2);
      if (label.startsWith("ENCRYPTED") || body.contains("ENCRYPTED")) {
        blocks.add(new Block(label, new byte[0], true));
      } else {
        blocks.add(
            new Block(
                label, Base64.getDecoder().decode(BLANKS.matcher(body).replaceAll("")), false));
      }
    }
    return blocks;
  }

  private static String withLineEnds(String text) {
    String plain = text.replace("\\r", "\n").replace("\\n", "\n").strip();
    boolean quoted =
        plain.length() > 1
            && "\"'".indexOf(plain.charAt(0)) >= 0
            && plain.charAt(0) == plain.charAt(plain.length() - 1);
    return quoted ? plain.substring(1, plain.length() - 1) : plain;
  }
}
