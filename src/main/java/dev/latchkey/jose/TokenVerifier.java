package dev.latchkey.jose;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Recent.Digest;
import dev.latchkey.jose.KnownTokens.Content;
import dev.latchkey.jose.Verification.Reason;
import dev.latchkey.jose.Verification.Rejected;
import dev.latchkey.jose.Verification.Verified;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens (RFC 7515 §5.2, RFC 7519 §7.2, RFC 8725). Its keys and their algorithms are
 * fixed, and it makes no outbound call. Safe for all threads; create a new one when the keys
 * change.
 */
public final class TokenVerifier {
  /** The longest accepted token, in characters. */
  public static final int MAX_LENGTH = 16 * 1024;

  /** How far {@code iat} may be ahead of the clock, because servers' clocks differ slightly. */
  public static final Duration MAX_AHEAD = Duration.ofMinutes(1);

  private final KeySelection keys;
  private final TokenExpectations expected;
  private final Clock clock;
  private final KnownTokens known;

  /**
   * @param keys the accepted keys; two that tokens cannot distinguish (same name or none, same
   *     algorithm) are both never selected
   * @param clock the clock that decides whether a token has expired
   */
  public TokenVerifier(Collection<VerificationKey> keys, TokenExpectations expected, Clock clock) {
    this(new KeySelection(keys), expected, clock, new KnownTokens());
  }

  private TokenVerifier(
      KeySelection keys, TokenExpectations expected, Clock clock, KnownTokens known) {
    this.keys = keys;
    this.expected = expected;
    this.clock = clock;
    this.known = known;
  }

  /** A verifier with the same keys and the same known signatures, for tokens of another kind. */
  public TokenVerifier expecting(TokenExpectations others) {
    return new TokenVerifier(keys, others, clock, known);
  }

  /** The verified token, or the first reason why it is rejected; accepts any text, and null. */
  public Verification verify(@Nullable String token) {
    if (token == null) {
      return new Rejected(Reason.MALFORMED);
    }
    if (token.length() > MAX_LENGTH) {
      return new Rejected(Reason.TOO_LONG);
    }
    int headerEnd = token.indexOf('.');
    int payloadEnd = token.indexOf('.', headerEnd + 1);
    if (headerEnd < 0 || payloadEnd < 0 || token.indexOf('.', payloadEnd + 1) >= 0) {
      return new Rejected(Reason.MALFORMED);
    }
    Digest digest = keys.areWorthRemembering() ? Digest.of(token) : null;
    Optional<Content> content = digest == null ? Optional.empty() : known.content(digest);
    return content.map(this::judge).orElseGet(() -> read(token, headerEnd, payloadEnd, digest));
  }

  /**
   * @param digest of the token, if some signatures take so long that they are worth remembering
   */
  private Verification read(String token, int headerEnd, int payloadEnd, @Nullable Digest digest) {
    String header = token.substring(0, headerEnd);
    KeySelection.Choice choice = keys.choose(header);
    if (choice.rejection() == Reason.MALFORMED) {
      return new Rejected(Reason.MALFORMED);
    }
    // Before the key: a token of another type never looks like one of a key that is not known yet.
    if (!expected.admitType(choice.type())) {
      return new Rejected(Reason.TYPE);
    }
    VerificationKey key = choice.key();
    if (key == null) {
      return new Rejected(Objects.requireNonNull(choice.rejection()));
    }
    Optional<byte[]> signature = Base64Url.decode(token.substring(payloadEnd + 1));
    Optional<byte[]> payload = Base64Url.decode(token.substring(headerEnd + 1, payloadEnd));
    if (signature.isEmpty() || payload.isEmpty()) {
      return new Rejected(Reason.MALFORMED);
    }
    Digest remembered = key.algorithm().kind().isAsymmetric() ? digest : null;
    if (!holds(token, remembered, payloadEnd, signature.get(), key)) {
      return new Rejected(Reason.SIGNATURE);
    }
    keys.remember(header, choice);
    Optional<Content> content =
        StrictJson.object(payload.get())
            .filter(ClaimTypes::hold)
            .map(
                claims ->
                    new Content(choice.type(), new AuthenticClaims(all(claims, choice.claims()))));
    if (remembered != null && content.isPresent()) {
      known.add(remembered, content.get(), token.length());
    }
    return content.map(this::judge).orElse(new Rejected(Reason.CLAIMS));
  }

  /**
   * Remembers a token that one of these keys has just signed, so that its signature need not be
   * verified.
   */
  public void signed(String token) {
    known.addAuthentic(Digest.of(token));
  }

  /**
   * @param digest of the token, if its signature takes so long that it is worth remembering
   */
  private boolean holds(
      String token,
      @Nullable Digest digest,
      int payloadEnd,
      byte[] signature,
      VerificationKey key) {
    if (digest != null && known.isAuthentic(digest)) {
      return true;
    }
    byte[] input = token.substring(0, payloadEnd).getBytes(StandardCharsets.ISO_8859_1);
    if (!key.verifies(input, signature)) {
      return false;
    }
    if (digest != null) {
      known.addAuthentic(digest);
    }
    return true;
  }

  /** Judges an authentic token by what may change while it lives, or differs between uses. */
  private Verification judge(Content content) {
    if (!expected.admitType(content.type())) {
      return new Rejected(Reason.TYPE);
    }
    AuthenticClaims claims = content.claims();
    Instant now = clock.instant();
    if (!now.isBefore(claims.expiresAt().plus(expected.leeway()))) {
      return new Rejected(Reason.EXPIRED);
    }
    Instant latest = now.plus(expected.leeway());
    if (claims.notBefore().filter(latest::isBefore).isPresent()
        || claims.issuedAt().filter(latest.plus(MAX_AHEAD)::isBefore).isPresent()) {
      return new Rejected(Reason.NOT_YET_VALID);
    }
    if (!expected.issuer().admits(claims.issuer())) {
      return new Rejected(Reason.ISSUER);
    }
    if (!expected.audience().admits(claims.audience())) {
      return new Rejected(Reason.AUDIENCE);
    }
    if (!claims.isFor(expected.use())) {
      return new Rejected(Reason.USE);
    }
    return new Verified(VerifiedToken.of(expected.use(), claims));
  }

  /** A claim takes precedence over a parameter of the header. */
  private static JsonObject all(JsonObject claims, @Nullable JsonObject inHeader) {
    return inHeader == null
        ? claims
        : StrictJson.objectBuilder(inHeader).addAll(StrictJson.objectBuilder(claims)).build();
  }
}
