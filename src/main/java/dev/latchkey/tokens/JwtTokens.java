package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.crypto.RandomText;
import dev.latchkey.jose.AuthenticationClaims;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.TokenVerifier;
import dev.latchkey.jose.VerifiedAccessToken;
import dev.latchkey.jose.VerifiedRefreshToken;
import dev.latchkey.jose.VerifiedToken;
import dev.latchkey.keys.KeyRing;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.RefreshTokenKey;
import dev.latchkey.tokens.rotation.TokenStamp;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes and reads the JWTs of this server (RFC 7519). */
@Shared
public class JwtTokens {

  private static final JsonProvider JSON = JsonProvider.provider();

  /**
   * The form of {@link TokenStrategy#createSessionToken}'s results. Random bytes match it at most
   * once in ten million times.
   */
  private static final Predicate<String> IS_SESSION_TOKEN =
      Pattern.compile("[!-~]{16,512}").asMatchPredicate();

  /** A time with as many digits as every other one from 2001 to 2286. */
  private static final Instant ANY_TIME = Instant.ofEpochSecond(2_000_000_000L);

  private final KeyRing keys;
  private final ServerSecrets secrets;
  private final Optional<String> issuer;
  private final Optional<String> audience;
  private final RefreshTokenKey refreshKey;
  private final TokenLengths lengths = new TokenLengths();
  private volatile @Nullable SidCipher cipher;

  /** Whether {@code sid} decrypts to a session token. */
  private record Sid(boolean isReadable) {}

  /** A refresh token and the session token inside. */
  record OpenedRefreshToken(VerifiedRefreshToken token, String sessionToken) {
    @Override
    public String toString() {
      return "refresh token";
    }
  }

  @Inject
  public JwtTokens(KeyRing keys, ServerSecrets secrets, Settings settings) {
    this.keys = keys;
    this.secrets = secrets;
    this.issuer = settings.get(JwtSettings.ISSUER);
    this.audience = settings.get(JwtSettings.AUDIENCE);
    this.refreshKey = settings.get(JwtSettings.REFRESH_TOKEN_KEY);
  }

  /**
   * The access token, if this server issued it, it is valid now, and its {@code sid} decrypts to a
   * session token. This usually needs no statement. The check of {@code sid} invalidates tokens
   * after a change of the secret key, even if the signing key is the same.
   */
  public Optional<VerifiedAccessToken> readAccess(String token) {
    return keys.verify(token, TokenUse.ACCESS)
        .accessToken()
        .filter(JwtTokens::namesAccount)
        .filter(this::hasReadableSid);
  }

  /**
   * Like {@link #readAccess}, for a refresh token. Does not check whether it has been exchanged.
   */
  public Optional<VerifiedRefreshToken> readRefresh(String token) {
    return openRefresh(token).map(OpenedRefreshToken::token);
  }

  /** The same, with the session token inside. */
  Optional<OpenedRefreshToken> openRefresh(String token) {
    return keys.verify(token, TokenUse.REFRESH)
        .refreshToken()
        .filter(JwtTokens::namesAccount)
        .flatMap(
            refresh ->
                sessionToken(refresh).map(session -> new OpenedRefreshToken(refresh, session)));
  }

  private static boolean namesAccount(VerifiedToken token) {
    return token.subject().isPresent() && token.jwtId().isPresent();
  }

  /** The secret keys stay the same while this node runs, and so does the answer. */
  private boolean hasReadableSid(VerifiedAccessToken token) {
    return token
        .derived(Sid.class, claims -> new Sid(sessionToken(claims).isPresent()))
        .isReadable();
  }

  /** The session token inside a token of this server; empty if it does not have the form of one. */
  Optional<String> sessionToken(VerifiedToken token) {
    return token.sid().flatMap(sid -> cipher().decrypt(sid, IS_SESSION_TOKEN));
  }

  /**
   * The session token inside authentic claims of this server, whether or not the token is still
   * valid; empty if it does not have the form of one.
   */
  Optional<String> sessionToken(JsonObject authenticClaims) {
    return authenticClaims.get("sid") instanceof JsonString sid
        ? cipher().decrypt(sid.getString(), IS_SESSION_TOKEN)
        : Optional.empty();
  }

  /** The live session of a token of this server, if {@code sub} names its account. */
  Optional<Session> session(VerifiedToken token, Sessions sessions) {
    return find(token, sessions) instanceof TokenOutcome.Accepted accepted
        ? Optional.of(accepted.session().session())
        : Optional.empty();
  }

  /**
   * Finds the live session of a token of this server. {@code sub} must name its account: the
   * encryption of {@code sid} does not authenticate it, so neither claim is trusted without the
   * other.
   */
  TokenOutcome find(VerifiedToken token, Sessions sessions) {
    Optional<String> sessionToken = sessionToken(token);
    if (sessionToken.isEmpty()) {
      return TokenOutcome.REJECTED;
    }
    Optional<Session> session = sessions.find(sessionToken.get()).filter(Session::isAuthenticated);
    if (session.isEmpty()) {
      return TokenOutcome.SESSION_GONE;
    }
    String account = session.get().owner().id().toString();
    return token.subject().filter(account::equals).isPresent()
        ? new TokenOutcome.Accepted(new OpenSession(session.get(), sessionToken.get()))
        : TokenOutcome.REJECTED;
  }

  /**
   * Writes a token. An access token always contains its user's name, so that a user has the same
   * name by access token and by session token. It is the claim {@code upn} if that is configured,
   * else a header parameter, because clients rely on the exact list of claims. How the user
   * authenticated is in claims if an issuer is configured, else in header parameters, too.
   *
   * <p>An access token never exceeds the accepted length. One that would is issued without further
   * claims except {@code upn} and {@link AuthenticationClaims}, and so with fewer rights.
   */
  String write(TokenUse use, TokenStamp stamp, Subject subject, String sessionToken) {
    JsonObject claims = claims(use, stamp, subject, sessionToken);
    if (use == TokenUse.REFRESH) {
      return refreshKey == RefreshTokenKey.DERIVED
          ? keys.signRefreshToken(claims)
          : keys.sign(JsonValue.EMPTY_JSON_OBJECT, claims);
    }
    JsonObject parameters = headerParameters(subject);
    String token = keys.sign(parameters, claims);
    lengths.issued(subject.accountId(), token.length());
    if (token.length() <= TokenVerifier.MAX_LENGTH) {
      return token;
    }
    return keys.sign(parameters, claims(use, stamp, subject.bare(), sessionToken));
  }

  private JsonObject headerParameters(Subject subject) {
    JsonObjectBuilder parameters =
        JSON.createObjectBuilder(issuer.isPresent() ? Map.of() : subject.authentication().values());
    if (!subject.claims().containsKey(VerifiedToken.NAME)) {
      parameters.add(VerifiedToken.NAME, subject.name());
    }
    return parameters.build();
  }

  /** The length of an access token for this subject, in characters. Issues no token. */
  int accessTokenLength(Subject subject) {
    TokenStamp stamp = TokenStamp.ofAccessToken(ANY_TIME, Duration.ofMinutes(5));
    JsonObject claims = claims(TokenUse.ACCESS, stamp, subject, RandomText.sessionToken());
    return keys.signing()
        .tokenLength(
            headerParameters(subject), claims.toString().getBytes(StandardCharsets.UTF_8).length);
  }

  private JsonObject claims(TokenUse use, TokenStamp stamp, Subject subject, String sessionToken) {
    JsonObjectBuilder claims =
        JSON.createObjectBuilder()
            .add("sub", Long.toString(subject.accountId()))
            .add("iat", stamp.issuedAt().getEpochSecond())
            .add("exp", stamp.expiresAt().getEpochSecond())
            .add("jti", stamp.jti())
            .add("sid", cipher().encrypt(sessionToken))
            .add("token_use", use.claim());
    if (use == TokenUse.ACCESS || refreshKey == RefreshTokenKey.SIGNING) {
      issuer.ifPresent(iss -> claims.add("iss", iss));
      audience.ifPresent(aud -> claims.add("aud", aud));
    }
    if (use == TokenUse.ACCESS) {
      add(subject.claims(), claims);
    }
    if (use == TokenUse.ACCESS && issuer.isPresent()) {
      add(subject.authentication().values(), claims);
    }
    return claims.build();
  }

  private static void add(Map<String, Object> more, JsonObjectBuilder claims) {
    if (!more.isEmpty()) {
      claims.addAll(JSON.createObjectBuilder(JSON.createObjectBuilder(more).build()));
    }
  }

  private SidCipher cipher() {
    SidCipher known = cipher;
    if (known == null) {
      known = new SidCipher(secrets.keys());
      cipher = known;
    }
    return known;
  }
}
