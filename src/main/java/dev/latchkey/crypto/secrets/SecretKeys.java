package dev.latchkey.crypto.secrets;

import java.util.List;
import java.util.stream.Stream;

/**
 * The secret keys of this server. Only the current one encrypts and signs; what was made with any
 * of them is read.
 *
 * @param previous the keys to read with besides, in the order in which they are tried
 */
public record SecretKeys(String current, List<String> previous) {

  public SecretKeys {
    previous = List.copyOf(previous);
  }

  /** A single key. */
  public static SecretKeys only(String key) {
    return new SecretKeys(key, List.of());
  }

  /** The current key, then the previous ones. */
  public List<String> all() {
    return Stream.concat(Stream.of(current), previous.stream()).toList();
  }

  @Override
  public String toString() {
    return "SecretKeys[1 current, " + previous.size() + " previous]";
  }
}
