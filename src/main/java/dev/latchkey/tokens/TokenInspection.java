package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.jose.StrictJson;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.jose.TokenExpectations;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.Verification;
import dev.latchkey.keys.KeyRing;
import dev.latchkey.keys.KnownKey;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.StrategyName;
import dev.latchkey.tokens.InspectedToken.Flaw;
import dev.latchkey.tokens.InspectedToken.Kind;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Explains a token to administrators: what it is, whether it is valid, and why not. Unlike
 * introspection it also explains tokens that are not valid; it records no use of the session.
 */
@Shared
public class TokenInspection {

  private static final Pattern SESSION_TOKEN = Pattern.compile("[!-~]{16,512}");

  /** A session, or why the token has none. */
  private record Search(Optional<Session> session, Optional<Flaw> flaw) {}

  private final Database database;
  private final KeyRing keys;
  private final JwtTokens tokens;
  private final Sessions sessions;
  private final boolean jwts;

  @Inject
  public TokenInspection(
      Database database, KeyRing keys, JwtTokens tokens, Sessions sessions, Settings settings) {
    this.database = database;
    this.keys = keys;
    this.tokens = tokens;
    this.sessions = sessions;
    this.jwts = !settings.get(HeadlessSettings.TOKEN_STRATEGY).equals(StrategyName.SESSION);
  }

  /** Explains any text. Call it outside of a transaction. */
  public InspectedToken inspect(String token) {
    String[] parts = token.split("\\.", -1);
    Optional<JsonObject> header = parts.length == 3 ? json(parts[0]) : Optional.empty();
    return header.isPresent() ? jwt(token, header.get(), json(parts[1])) : opaque(token);
  }

  private InspectedToken jwt(String token, JsonObject header, Optional<JsonObject> claims) {
    Kind kind = kind(header, claims);
    Optional<KnownKey> key = key(header, kind);
    if (!jwts) {
      Flaw flaw =
          new Flaw("strategy", "HEADLESS_TOKEN_STRATEGY is session: this server accepts no JWTs.");
      return new InspectedToken(
          kind, Optional.of(flaw), Optional.of(header), claims, key, Optional.empty());
    }
    TokenUse use = kind == Kind.REFRESH ? TokenUse.REFRESH : TokenUse.ACCESS;
    Verification verification = keys.verify(token, use);
    Optional<Flaw> flaw = flaw(verification);
    Search search =
        flaw.isPresent() && !isAuthentic(verification) || claims.isEmpty()
            ? new Search(Optional.empty(), Optional.empty())
            : session(claims.get());
    if (flaw.isEmpty()) {
      flaw = search.flaw.or(() -> kind == Kind.REFRESH ? exchange(claims) : Optional.empty());
    }
    return new InspectedToken(kind, flaw, Optional.of(header), claims, key, search.session);
  }

  private InspectedToken opaque(String token) {
    Optional<Session> session =
        SESSION_TOKEN.matcher(token).matches()
            ? Stream.of(TokenCarrier.HEADER, TokenCarrier.COOKIE)
                .flatMap(carrier -> sessions.inspect(token, carrier).stream())
                .findFirst()
            : Optional.empty();
    Optional<Flaw> flaw =
        session.isPresent()
            ? state(session.get())
            : Optional.of(
                new Flaw(
                    "unknown",
                    "It is no JWT, and no session has it: it is not a token of this server, or its"
                        + " session has ended."));
    return new InspectedToken(
        session.isPresent() ? Kind.SESSION : Kind.UNKNOWN,
        flaw,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        session);
  }

  private Search session(JsonObject claims) {
    Optional<String> sessionToken = tokens.sessionToken(claims);
    if (sessionToken.isEmpty()) {
      return new Search(
          Optional.empty(),
          Optional.of(
              new Flaw(
                  "sid",
                  "Its claim sid is missing or was encrypted with a SECRET_KEY that this server does"
                      + " not have.")));
    }
    Optional<Session> session =
        Stream.of(TokenCarrier.HEADER, TokenCarrier.COOKIE)
            .flatMap(carrier -> sessions.inspect(sessionToken.get(), carrier).stream())
            .findFirst();
    if (session.isEmpty()) {
      return new Search(session, Optional.of(new Flaw("session_ended", "Its session has ended.")));
    }
    return new Search(session, state(session.get()).or(() -> subject(session.get(), claims)));
  }

  private Optional<Flaw> state(Session session) {
    if (session.account() == null) {
      return Optional.of(
          new Flaw("login_pending", "The login of its session has not been completed."));
    }
    if (!session.owner().isActive()) {
      return Optional.of(new Flaw("account_inactive", "Its account is deactivated."));
    }
    return session.isLive(database.now())
        ? Optional.empty()
        : Optional.of(new Flaw("session_ended", "Its session has expired."));
  }

  private static Optional<Flaw> subject(Session session, JsonObject claims) {
    String account = session.owner().id().toString();
    return claims.get("sub") instanceof JsonString sub && sub.getString().equals(account)
        ? Optional.empty()
        : Optional.of(new Flaw("subject", "Its claim sub is not the account of its session."));
  }

  /** Whether a refresh token has been exchanged already. */
  private Optional<Flaw> exchange(Optional<JsonObject> claims) {
    String jti = claims.map(c -> c.get("jti")).map(TokenInspection::text).orElse("");
    List<Boolean> exchanged =
        database.transaction(
            () ->
                database
                    .entities()
                    .createQuery(
                        "SELECT r FROM RefreshToken r WHERE r.jti = :jti", RefreshToken.class)
                    .setParameter("jti", jti)
                    .getResultStream()
                    .map(RefreshToken::isExchanged)
                    .toList());
    if (exchanged.isEmpty()) {
      return Optional.of(new Flaw("revoked", "It was revoked, or its chain of tokens has ended."));
    }
    return exchanged.get(0)
        ? Optional.of(new Flaw("rotated", "It has been exchanged for another refresh token."))
        : Optional.empty();
  }

  private static String text(@Nullable Object value) {
    return value instanceof JsonString text ? text.getString() : "";
  }

  /** Whether the signature was valid, so that the claims can be trusted. */
  private static boolean isAuthentic(Verification verification) {
    return !(verification instanceof Verification.Rejected rejected)
        || switch (rejected.reason()) {
          case EXPIRED, NOT_YET_VALID, ISSUER, AUDIENCE, USE -> true;
          default -> false;
        };
  }

  private static Optional<Flaw> flaw(Verification verification) {
    return verification instanceof Verification.Rejected rejected
        ? Optional.of(
            new Flaw(
                rejected.reason().name().toLowerCase(Locale.ROOT), explanation(rejected.reason())))
        : Optional.empty();
  }

  private static String explanation(Verification.Reason reason) {
    return switch (reason) {
      case MALFORMED -> "It is not three parts in base64url with a JSON object as header.";
      case TOO_LONG -> "It is longer than 16 KiB.";
      case ALGORITHM -> "Its algorithm is not that of its key.";
      case TYPE -> "The header's typ is not that of a token of this server.";
      case UNKNOWN_KEY -> "No key of this server has the name in its header.";
      case SIGNATURE -> "Its signature is not valid: it was altered, or another server signed it.";
      case EXPIRED -> "It has expired: see the claim exp.";
      case NOT_YET_VALID -> "It is not valid yet: see the claims nbf and iat.";
      case ISSUER -> "Its claim iss is not HEADLESS_JWT_ISSUER.";
      case AUDIENCE -> "Its claim aud does not contain HEADLESS_JWT_AUDIENCE.";
      case USE -> "Its claim token_use is not that of this kind of token.";
      case CLAIMS -> "Its payload is no JSON object, lacks exp, or has a claim of another type.";
    };
  }

  private static Kind kind(JsonObject header, Optional<JsonObject> claims) {
    String use = claims.map(c -> c.get("token_use")).map(TokenInspection::text).orElse("");
    if (text(header.get("typ")).equalsIgnoreCase(TokenExpectations.REFRESH_TOKEN)
        || use.equals(TokenUse.REFRESH.claim())) {
      return Kind.REFRESH;
    }
    return use.equals(TokenUse.ACCESS.claim()) ? Kind.ACCESS : Kind.UNKNOWN;
  }

  private Optional<KnownKey> key(JsonObject header, Kind kind) {
    String kid = text(header.get("kid"));
    String algorithm = text(header.get("alg"));
    Stream<KnownKey> all =
        kind == Kind.REFRESH
            ? Stream.concat(keys.knownOfRefreshTokens().stream(), keys.known().stream())
            : keys.known().stream();
    return all.filter(key -> key.algorithm().equals(algorithm))
        .filter(key -> key.kid() == null ? kid.isEmpty() : key.kid().equals(kid))
        .findFirst();
  }

  private static Optional<JsonObject> json(String part) {
    return Base64Url.decode(part).flatMap(StrictJson::object);
  }
}
