package dev.latchkey.passwords;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Logs that stored hashes cannot be verified, once for each format: an administrator who imported
 * users learns why they cannot log in. Safe for use by many threads.
 */
final class UnreadableHashes {

  private static final Logger LOG = System.getLogger("dev.latchkey.passwords");

  /** The name of a format, as Django writes it; nothing of a digest. */
  private static final Pattern NAME = Pattern.compile("\\$?([a-z][a-z0-9_]{0,30})\\$.*");

  private static final int MOST_FORMATS = 20;

  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  /**
   * @param stored a hash that is not among the known formats; an unusable one ({@code !…}) is none
   */
  void log(String stored) {
    if (stored.isEmpty() || stored.startsWith("!") || logged.size() >= MOST_FORMATS) {
      return;
    }
    Matcher named = NAME.matcher(stored);
    String format = named.matches() ? named.group(1) : "";
    if (logged.add(format)) {
      LOG.log(
          Level.WARNING,
          "A stored password cannot be verified, so its user cannot log in with it: {0}. Accepted"
              + " are argon2, pbkdf2_sha256, pbkdf2_sha1, scrypt, bcrypt_sha256, bcrypt and md5, as"
              + " Django writes them. Further ones like it are not logged.",
          format.isEmpty()
              ? "it is of no known format"
              : "its format, " + format + ", is unknown, or it is malformed or too costly");
    }
  }
}
