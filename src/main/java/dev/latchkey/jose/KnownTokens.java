package dev.latchkey.jose;

import dev.latchkey.crypto.Recent;
import dev.latchkey.crypto.Recent.Digest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers tokens whose signature is valid, because it was verified or created here. A client
 * sends one access token many times, and verifying a signature can take longer than everything else
 * in a request.
 *
 * <p>A signature stays valid forever; when a key is no longer accepted, what is known is dropped
 * with it. Of the latest {@value #SIGNATURES} tokens only that they are authentic is known, and of
 * the latest {@value #CONTENTS} what they contain, too. Times, issuer, audience and use are checked
 * every time. Safe for all threads.
 */
final class KnownTokens {

  static final int SIGNATURES = 16 * 1024;
  static final int CONTENTS = 1024;

  /** What a longer token contains is not remembered, so that memory stays small. */
  private static final int LONGEST = 2048;

  /**
   * What an authentic token contains.
   *
   * @param type the header's {@code typ}
   * @param claims with those of the header
   */
  record Content(@Nullable String type, AuthenticClaims claims) {}

  private final Recent<Boolean> signatures = new Recent<>(SIGNATURES);
  private final Recent<Content> contents = new Recent<>(CONTENTS);

  /** Whether the token's signature is known to be valid. */
  boolean isAuthentic(Digest token) {
    return signatures.find(token).isPresent();
  }

  /** Remembers a token. Call it only if the signature is valid. */
  void addAuthentic(Digest token) {
    signatures.put(token, true);
  }

  /** What an authentic token contains, if it is known. */
  Optional<Content> content(Digest token) {
    return contents.find(token);
  }

  /** Remembers what a token contains. Call it only if the signature is valid. */
  void add(Digest token, Content content, int length) {
    if (length <= LONGEST) {
      contents.put(token, content);
    }
  }
}
