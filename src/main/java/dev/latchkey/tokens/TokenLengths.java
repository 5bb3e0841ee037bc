package dev.latchkey.tokens;

import dev.latchkey.jose.TokenVerifier;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Warns of long access tokens: proxies and servers reject headers above a size limit, many at 8
 * KiB. Warns once per account, and remembers the latest {@value #REMEMBERED} accounts. Safe for all
 * threads.
 */
final class TokenLengths {

  /** The length that causes a warning, in characters. */
  static final int LONG = 4 * 1024;

  static final int REMEMBERED = 1_000;

  private static final Logger LOG = System.getLogger(TokenLengths.class.getName());

  private final Set<Long> warned =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  void issued(long account, int length) {
    if (length < LONG || !warned.add(account)) {
      return;
    }
    if (length > TokenVerifier.MAX_LENGTH) {
      LOG.log(
          Level.ERROR,
          "An access token of account {0} would have {1} characters, and {2} are accepted: it carries none of its "
              + "further claims. Take groups or attributes from the account, or claims from the settings.",
          Long.toString(account),
          Integer.toString(length),
          Integer.toString(TokenVerifier.MAX_LENGTH));
    } else {
      LOG.log(
          Level.WARNING,
          "An access token of account {0} has {1} characters. Many proxies and servers reject headers of 8 KiB.",
          Long.toString(account),
          Integer.toString(length));
    }
  }
}
