package dev.latchkey.it.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks for a secret in whatever form it may have got somewhere: as it is, in hexadecimal digits,
 * in Base64 of either alphabet and at any offset, and escaped for a URL.
 */
public final class Traces {

  private Traces() {}

  /**
   * The forms in which a secret is there.
   *
   * @param text one character for each byte
   */
  public static List<String> of(byte[] secret, String text) {
    String inOneLine = text.replaceAll("[\r\n]+", "");
    return forms(secret).entrySet().stream()
        .filter(form -> text.contains(form.getValue()) || inOneLine.contains(form.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, String> forms(byte[] secret) {
    Map<String, String> forms = new TreeMap<>();
    forms.put("as it is", new String(secret, ISO_8859_1));
    forms.put("hexadecimal", HexFormat.of().formatHex(secret));
    forms.put("hexadecimal, upper case", HexFormat.of().withUpperCase().formatHex(secret));
    forms.put("in a URL", URLEncoder.encode(new String(secret, UTF_8), UTF_8));
    for (int offset = 0; offset < 3; offset++) {
      forms.put("Base64 at " + offset, base64(Base64.getEncoder(), secret, offset));
      forms.put("Base64url at " + offset, base64(Base64.getUrlEncoder(), secret, offset));
    }
    return forms;
  }

  /** What of its Base64 does not depend on the bytes around it, with so many bytes before it. */
  private static String base64(Base64.Encoder encoder, byte[] secret, int offset) {
    byte[] padded = new byte[offset + secret.length];
    System.arraycopy(secret, 0, padded, offset, secret.length);
    String text = encoder.withoutPadding().encodeToString(padded);
    int from = offset == 0 ? 0 : offset + 1;
    return text.substring(from, padded.length % 3 == 0 ? text.length() : text.length() - 1);
  }
}
