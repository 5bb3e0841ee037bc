package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.jose.AuthenticationClaims;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.VerifiedToken;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Introspects tokens for other servers (RFC 7662). Always checks that the session is live. */
@Shared
public class Introspection {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final JsonObject INACTIVE =
      JSON.createObjectBuilder().add("active", false).build();

  private final Database database;
  private final TokenSearch search;
  private final Accounts accounts;
  private final Groups groups;
  private final Subjects subjects;
  private final Optional<String> issuer;

  @Inject
  Introspection(
      Database database,
      TokenSearch search,
      Accounts accounts,
      Groups groups,
      Subjects subjects,
      Settings settings) {
    this.database = database;
    this.search = search;
    this.accounts = accounts;
    this.groups = groups;
    this.subjects = subjects;
    this.issuer = settings.get(JwtSettings.ISSUER);
  }

  /**
   * The introspection response for a token: only {@code {"active": false}} if it is not valid.
   * Groups and further claims are the account's current ones. Call it outside of a transaction.
   */
  public JsonObject of(String token) {
    return search.find(token).filter(FoundToken::current).flatMap(this::describe).orElse(INACTIVE);
  }

  private Optional<JsonObject> describe(FoundToken found) {
    return database.transaction(
        () ->
            accounts
                .find(found.session().owner().id())
                .filter(Account::isActive)
                .map(a -> describe(found, a)));
  }

  private JsonObject describe(FoundToken found, Account account) {
    Session session = found.session();
    AuthenticationClaims authentication = session.authentication();
    Subject subject = subjects.of(account, authentication);
    Map<String, Object> claims = new HashMap<>(subject.claims());
    claims.putIfAbsent(VerifiedToken.NAME, subject.name());
    claims.putAll(authentication.values());
    JsonObjectBuilder json =
        JSON.createObjectBuilder(claims)
            .add("active", true)
            .add("sub", account.id().toString())
            .add("username", subject.name())
            .add("token_type", type(found.use()))
            .add("token_use", found.use().claim())
            .add("sid", session.id().toString())
            .add("last_auth_time", session.lastProof().getEpochSecond())
            .add("groups", JSON.createArrayBuilder(List.copyOf(groups.of(account))));
    issuer.ifPresent(iss -> json.add("iss", iss));
    found.jwt().ifPresentOrElse(jwt -> add(json, jwt), () -> add(json, session));
    return json.build();
  }

  /** {@code token_type} (RFC 7662 §2.2). */
  private static String type(TokenUse use) {
    return switch (use) {
      case ACCESS -> "Bearer";
      case REFRESH -> "refresh_token";
      case SESSION -> "session_token";
    };
  }

  private static void add(JsonObjectBuilder json, VerifiedToken jwt) {
    json.add("exp", jwt.expiresAt().getEpochSecond());
    jwt.issuedAt().map(Instant::getEpochSecond).ifPresent(iat -> json.add("iat", iat));
    jwt.jwtId().ifPresent(jti -> json.add("jti", jti));
    if (jwt.claims().containsKey("aud")) {
      json.add("aud", jwt.claims().get("aud"));
    }
  }

  private static void add(JsonObjectBuilder json, Session session) {
    json.add("exp", session.expiresAt().getEpochSecond())
        .add("iat", session.created().getEpochSecond());
  }
}
