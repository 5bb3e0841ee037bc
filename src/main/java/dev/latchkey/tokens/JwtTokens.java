package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.VerifiedToken;
import dev.latchkey.keys.KeyRing;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.Locale;
import java.util.Optional;

/** Writes and reads the JWTs of this server (RFC 7519). */
@Shared
public class JwtTokens {

  private static final JsonProvider JSON = JsonProvider.provider();

  private final KeyRing keys;
  private final ServerSecrets secrets;
  private final Optional<String> issuer;
  private final Optional<String> audience;
  private volatile SidCipher cipher;

  @Inject
  public JwtTokens(KeyRing keys, ServerSecrets secrets, Settings settings) {
    this.keys = keys;
    this.secrets = secrets;
    this.issuer = settings.get(JwtSettings.ISSUER);
    this.audience = settings.get(JwtSettings.AUDIENCE);
  }

  /**
   * The token if it is ours, valid now and meant for this use; as a rule no statement is needed to
   * tell.
   */
  public Optional<VerifiedToken> read(String token, TokenUse use) {
    return keys.verify(token)
        .verified()
        .filter(t -> t.use().filter(use::equals).isPresent())
        .filter(t -> t.subject().isPresent() && t.jwtId().isPresent() && t.sid().isPresent());
  }

  /** The session token inside a token of ours. */
  Optional<String> sessionToken(VerifiedToken token) {
    return token.sid().flatMap(cipher()::decrypt);
  }

  String write(TokenUse use, TokenStamp stamp, Subject subject, String sessionToken) {
    JsonObjectBuilder claims =
        JSON.createObjectBuilder()
            .add("sub", Long.toString(subject.accountId()))
            .add("iat", stamp.issuedAt().getEpochSecond())
            .add("exp", stamp.expiresAt().getEpochSecond())
            .add("jti", stamp.jti())
            .add("sid", cipher().encrypt(sessionToken))
            .add("token_use", use.name().toLowerCase(Locale.ROOT));
    issuer.ifPresent(iss -> claims.add("iss", iss));
    audience.ifPresent(aud -> claims.add("aud", aud));
    if (use == TokenUse.ACCESS && !subject.claims().isEmpty()) {
      JsonObject more = JSON.createObjectBuilder(subject.claims()).build();
      claims.addAll(JSON.createObjectBuilder(more));
    }
    return keys.sign(claims.build());
  }

  private SidCipher cipher() {
    SidCipher known = cipher;
    if (known == null) {
      known = new SidCipher(secrets.secretKey());
      cipher = known;
    }
    return known;
  }
}
