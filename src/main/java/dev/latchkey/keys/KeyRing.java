package dev.latchkey.keys;

import dev.latchkey.Shared;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The keys that tokens are signed and verified with: the configured one, else one that the first node
 * made and the database keeps, encrypted under the secret key.
 */
@Shared
public class KeyRing {

  private static final Logger LOG = System.getLogger(KeyRing.class.getName());

  private record Keys(SigningKey signing, TokenVerifier verifier) {}

  private final Database database;
  private final ServerSecrets secrets;
  private final Settings settings;
  private final SigningAlgorithm algorithm;
  private volatile Keys keys;

  @Inject
  public KeyRing(Database database, ServerSecrets secrets, Settings settings) {
    this.database = database;
    this.secrets = secrets;
    this.settings = settings;
    this.algorithm = SigningAlgorithm.parse(settings.get(JwtSettings.ALGORITHM)).orElseThrow();
  }

  /** The key that signs now. */
  public SigningKey signing() {
    return keys().signing;
  }

  /** Verifies tokens of this server: its keys, its algorithm, its issuer and audience. */
  public TokenVerifier verifier() {
    return keys().verifier;
  }

  /** The public keys as a JWK set (RFC 7517 §5), empty where tokens are signed with a shared secret. */
  public JsonObject published() {
    return JwkSet.of(List.of(signing().verificationKey()));
  }

  private Keys keys() {
    Keys known = keys;
    if (known == null) {
      SigningKey signing = find();
      TokenExpectations expected =
          new TokenExpectations(settings.get(JwtSettings.ISSUER), settings.get(JwtSettings.AUDIENCE), Duration.ZERO);
      known = new Keys(signing, new TokenVerifier(List.of(signing.verificationKey()), expected, Clock.systemUTC()));
      keys = known;
    }
    return known;
  }

  private SigningKey find() {
    Optional<SigningKey> configured = ConfiguredKey.read(settings);
    if (configured.isPresent()) {
      return configured.get();
    }
    if (!algorithm.kind().isAsymmetric()) {
      return PrivateKeys.read(secrets.secretKey(), algorithm, "SECRET_KEY");
    }
    SecretBox box = new SecretBox(secrets.secretKey(), "signing-key");
    return database.transaction(() -> findOrMake(box));
  }

  private SigningKey findOrMake(SecretBox box) {
    database.takeTurns();
    List<?> rows =
        database
            .entities()
            .createNativeQuery(
                "SELECT private_key FROM signing_key WHERE state = 'active' AND algorithm = ?1 ORDER BY created DESC")
            .setParameter(1, algorithm.jwaName())
            .getResultList();
    for (Object row : rows) {
      Optional<SigningKey> stored = box.openText((String) row).map(KeyRing::decode).map(this::restore);
      if (stored.isPresent()) {
        return stored.get();
      }
      LOG.log(Level.WARNING, "A stored signing key cannot be opened with this SECRET_KEY; it is left aside.");
    }
    return make(box);
  }

  private SigningKey make(SecretBox box) {
    SigningKey made = SigningKey.generate(algorithm);
    long now = database.now().toEpochMilli();
    database
        .entities()
        .createNativeQuery(
            "INSERT INTO signing_key (kid, algorithm, state, private_key, public_jwk, created, active_at)"
                + " VALUES (?1, ?2, 'active', ?3, ?4, ?5, ?6)")
        .setParameter(1, made.kid().orElseThrow())
        .setParameter(2, algorithm.jwaName())
        .setParameter(3, box.sealText(Base64.getEncoder().encodeToString(made.toPkcs8())))
        .setParameter(4, made.publicJwk().orElseThrow().toString())
        .setParameter(5, now)
        .setParameter(6, now)
        .executeUpdate();
    return made;
  }

  private static byte[] decode(String pkcs8) {
    return Base64.getDecoder().decode(pkcs8);
  }

  private SigningKey restore(byte[] pkcs8) {
    return SigningKey.fromPkcs8(algorithm, pkcs8);
  }
}
