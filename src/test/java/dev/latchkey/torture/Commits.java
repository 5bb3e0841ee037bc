package dev.latchkey.torture;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises the messages that commit, on one connection: the driver prepares the statement once,
 * and then names it.
 */
final class Commits {

  private static final Pattern PREPARED = Pattern.compile("(S_\\d+)\0COMMIT\0");

  private String name;

  boolean isOne(byte[] message, int length) {
    String text = new String(message, 0, length, StandardCharsets.ISO_8859_1);
    Matcher prepared = PREPARED.matcher(text);
    if (prepared.find()) {
      name = prepared.group(1);
    }
    return text.contains("COMMIT\0") || name != null && text.contains("\0" + name + "\0");
  }
}
