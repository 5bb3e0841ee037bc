package dev.latchkey.keys;

import dev.latchkey.Shared;
import dev.latchkey.crypto.secrets.MacKey;
import dev.latchkey.crypto.secrets.SecretBox;
import dev.latchkey.jose.Expected;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import dev.latchkey.jose.TokenExpectations;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.Verification;
import dev.latchkey.jose.Verification.Reason;
import dev.latchkey.jose.Verification.Rejected;
import dev.latchkey.jose.VerificationKey;
import dev.latchkey.keys.KnownKey.Origin;
import dev.latchkey.keys.files.PrivateKeys;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign and verify tokens. Those of access tokens are the configured ones, else a ring
 * in the database, encrypted under the secret key and shared by all nodes. Those of refresh tokens
 * are derived from the secret key.
 *
 * <p>Signing and verifying use the ring as this node last read it, without a query. The exception
 * is a token that names an unknown key: then the ring is read again, at most once in five seconds.
 * If the database does not respond, the last ring stays in use.
 */
@Shared
public class KeyRing implements SealedStore {

  /** How long others may cache the published keys. */
  public static final Duration CACHED_FOR = Duration.ofSeconds(60);

  private static final Logger LOG = System.getLogger(KeyRing.class.getName());
  private static final long REREAD_AFTER_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long WAIT_FOR_READER_MILLIS = 500;
  private static final List<KeyState> IN_ORDER =
      List.of(KeyState.ACTIVE, KeyState.NEXT, KeyState.RETIRING, KeyState.REMOVED);

  private final Database database;
  private final ServerSecrets secrets;
  private final Settings settings;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final SigningAlgorithm algorithm;
  private final List<VerificationKey> previous;
  private final TokenExpectations expected;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable StoredKeys stored;
  private volatile @Nullable KeySet keys;
  private volatile List<KeySet> earlierSecrets = List.of();
  private volatile @Nullable RefreshKeys refreshKeys;
  private volatile long readAt;
  private volatile Origin origin = Origin.DATABASE;

  @Inject
  public KeyRing(Database database, ServerSecrets secrets, Settings settings) {
    this(database, secrets, settings, Clock.systemUTC(), System::nanoTime);
  }

  /**
   * For use without a container.
   *
   * @param clock the clock that decides whether a token has expired
   * @param nanoTime a monotonic clock, like {@link System#nanoTime}
   */
  public KeyRing(
      Database database,
      ServerSecrets secrets,
      Settings settings,
      Clock clock,
      LongSupplier nanoTime) {
    this.clock = clock;
    this.database = database;
    this.secrets = secrets;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.algorithm = settings.get(JwtSettings.ALGORITHM);
    this.previous = ConfiguredKey.previous(settings);
    this.expected =
        new TokenExpectations(
            TokenUse.ACCESS,
            Expected.exactly(TokenExpectations.JWT),
            expected(settings.get(JwtSettings.ISSUER)),
            expected(settings.get(JwtSettings.AUDIENCE)),
            Duration.ZERO);
  }

  /**
   * Without a setting, tokens are valid with and without the claim, so that this server's tokens
   * stay valid when an administrator removes the setting.
   */
  private static Expected expected(Optional<String> configured) {
    return configured.map(Expected::exactly).orElse(Expected.ignored());
  }

  /** The key that signs now. */
  public SigningKey signing() {
    return keys().signing();
  }

  /**
   * Signs an access token with the key that signs now, or a refresh token as the previous release
   * does.
   *
   * @param parameters header parameters in addition to {@code alg}, {@code typ} and {@code kid}
   */
  public String sign(JsonObject parameters, JsonObject claims) {
    return keys().sign(parameters, claims);
  }

  /** Signs a refresh token, with a key derived from the current secret key. */
  public String signRefreshToken(JsonObject claims) {
    return refreshKeys().sign(claims);
  }

  /**
   * Verifies a token of this server: its signature, type, issuer, audience and use. A refresh token
   * may also have the form that the previous release writes, signed by the key of access tokens.
   *
   * @param use access or refresh
   */
  public Verification verify(String token, TokenUse use) {
    if (use == TokenUse.REFRESH) {
      Verification verification = refreshKeys().verify(token);
      if (!(verification instanceof Rejected rejected) || rejected.reason() != Reason.TYPE) {
        return verification;
      }
    }
    return verifyByRing(token, use);
  }

  private Verification verifyByRing(String token, TokenUse use) {
    KeySet known = keys();
    Verification verification = known.verifier(use).verify(token);
    if (!(verification instanceof Rejected rejected)) {
      return verification;
    }
    if (rejected.reason() == Reason.SIGNATURE) {
      return earlierSecrets.stream()
          .map(earlier -> earlier.verifier(use).verify(token))
          .filter(by -> by.verified().isPresent())
          .findFirst()
          .orElse(verification);
    }
    if (rejected.reason() != Reason.UNKNOWN_KEY) {
      return verification;
    }
    rereadSoon();
    KeySet newer = keys();
    return newer == known ? verification : newer.verifier(use).verify(token);
  }

  /** The public keys, for publication. */
  public PublishedKeys published() {
    return keys().published();
  }

  /**
   * All keys that sign or verify access tokens, the one that signs first. Reads the database; call
   * it outside of a transaction.
   */
  public List<KnownKey> known() {
    KeySet now = keys();
    StoredKeys ring = stored;
    List<KnownKey> known = new ArrayList<>();
    if (ring == null) {
      known.add(configured(now.signing().verificationKey(), KeyState.ACTIVE, origin));
      earlierSecrets.forEach(
          earlier ->
              known.add(
                  configured(
                      earlier.signing().verificationKey(), KeyState.RETIRING, Origin.SECRET)));
    } else {
      ring.read().stream()
          .map(KnownKey::of)
          .sorted(Comparator.comparing(key -> IN_ORDER.indexOf(key.state())))
          .forEach(known::add);
    }
    previous.forEach(key -> known.add(configured(key, KeyState.RETIRING, Origin.SETTINGS)));
    return known;
  }

  /** The keys that sign or verify refresh tokens, the one that signs first. */
  public List<KnownKey> knownOfRefreshTokens() {
    List<KnownKey> known = new ArrayList<>();
    for (MacKey key : refreshTokenKeys()) {
      KeyState state = known.isEmpty() ? KeyState.ACTIVE : KeyState.RETIRING;
      String name = SigningAlgorithm.HS256.jwaName();
      known.add(KnownKey.configured(key.name(), name, state, Origin.SECRET));
    }
    return known;
  }

  private static KnownKey configured(VerificationKey key, KeyState state, Origin from) {
    return KnownKey.configured(key.kid().orElse(null), key.algorithm().jwaName(), state, from);
  }

  /** Whether the keys are this server's own, which it can rotate and revoke. */
  public boolean isRotatable() {
    keys();
    return stored != null;
  }

  /** The algorithm of new tokens. */
  public SigningAlgorithm algorithm() {
    return algorithm;
  }

  /**
   * Rotates, removes and adds stored keys as is due, and reads other nodes' changes. Call it about
   * every twenty seconds, outside of a transaction; a failure is logged and changes nothing. It
   * does nothing on a node whose keys no one has asked for yet.
   */
  public void upkeep() {
    StoredKeys ring = stored;
    if (ring == null) {
      return;
    }
    reading.lock();
    try {
      adopt(ring.upkept());
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "The signing keys cannot be read again now; those read last go on serving: {0}",
          e.toString());
    } finally {
      reading.unlock();
    }
  }

  /**
   * Makes the next key sign: on this node immediately, on every node within a minute. Call it
   * outside of a transaction.
   */
  public Rotation rotateNow() {
    keys();
    StoredKeys ring = stored;
    if (ring == null) {
      return new Rotation.Configured();
    }
    Rotation rotation = ring.rotate();
    reading.lock();
    try {
      adopt(ring.read());
    } finally {
      reading.unlock();
    }
    return rotation;
  }

  /**
   * Revokes a key: on this node immediately, on every other node within a minute, it verifies
   * nothing and is not published. If it signs, the next key signs instead. Call it outside of a
   * transaction.
   *
   * @param kid the name of a key in any state
   */
  public KeyRevocation revokeNow(String kid) {
    keys();
    StoredKeys ring = stored;
    boolean fromSettings =
        previous.stream().anyMatch(key -> key.kid().filter(kid::equals).isPresent());
    if (ring == null || fromSettings) {
      return new KeyRevocation.Configured();
    }
    KeyRevocation revocation = ring.revoke(kid);
    reading.lock();
    try {
      adopt(ring.read());
    } finally {
      reading.unlock();
    }
    return revocation;
  }

  @Override
  public int sealAnew() {
    return stored().sealAnew();
  }

  private KeySet keys() {
    KeySet known = keys;
    return known == null ? first() : known;
  }

  private KeySet first() {
    reading.lock();
    try {
      if (keys == null) {
        load();
      }
      return Objects.requireNonNull(keys);
    } finally {
      reading.unlock();
    }
  }

  private void load() {
    Optional<SigningKey> fixed = ConfiguredKey.read(settings);
    origin = fixed.isPresent() ? Origin.SETTINGS : Origin.SECRET;
    if (fixed.isEmpty() && !algorithm.kind().isAsymmetric()) {
      earlierSecrets = secretKeys(secrets.keys().previous());
      fixed = Optional.of(PrivateKeys.read(secrets.keys().current(), algorithm, "SECRET_KEY"));
    }
    if (fixed.isPresent()) {
      keys = new KeySet(fixed.get(), previous, expected, clock);
      return;
    }
    StoredKeys ring = stored();
    List<StoredKey> rows = ring.founded();
    stored = ring;
    adopt(rows);
  }

  private StoredKeys stored() {
    SecretBox box = new SecretBox(secrets.keys(), "signing-key");
    return new StoredKeys(database, box, algorithm, RingRules.of(settings));
  }

  /**
   * Previous secret keys as keys of HMAC tokens. Such tokens name no key, so each gets a verifier
   * of its own. A secret that is too short for the algorithm cannot have signed any.
   */
  private List<KeySet> secretKeys(List<String> secretKeys) {
    return secretKeys.stream()
        .map(key -> key.getBytes(StandardCharsets.UTF_8))
        .filter(key -> key.length >= algorithm.minSecretBytes())
        .map(key -> SigningKey.ofSecret(algorithm, key, "LATCHKEY_PREVIOUS_SECRET_KEYS"))
        .map(key -> new KeySet(key, List.of(), expected, clock))
        .toList();
  }

  private List<MacKey> refreshTokenKeys() {
    return MacKey.all(secrets.keys(), "refresh-token");
  }

  private RefreshKeys refreshKeys() {
    RefreshKeys known = refreshKeys;
    if (known == null) {
      known = new RefreshKeys(refreshTokenKeys(), clock);
      refreshKeys = known;
    }
    return known;
  }

  /** One request reads the ring; concurrent ones wait briefly for its result. */
  private void rereadSoon() {
    StoredKeys ring = stored;
    if (ring == null || !isOld()) {
      return;
    }
    try {
      if (!reading.tryLock(WAIT_FOR_READER_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      if (isOld()) {
        readAt = nanoTime.getAsLong();
        adopt(ring.read());
      }
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The signing keys cannot be read again now.", e);
    } finally {
      reading.unlock();
    }
  }

  private boolean isOld() {
    return nanoTime.getAsLong() - readAt >= REREAD_AFTER_NANOS;
  }

  private void adopt(List<StoredKey> rows) {
    StoredKeys ring = Objects.requireNonNull(stored);
    List<VerificationKey> others = new ArrayList<>();
    rows.stream()
        .sorted(StoredKey.OLDEST_FIRST)
        .forEach(row -> ring.verificationKey(row).ifPresent(others::add));
    others.addAll(previous);
    KeySet known = keys;
    // If other nodes are configured for another algorithm, this node keeps its own key, unless that
    // was revoked.
    SigningKey signing =
        ring.active(rows)
            .flatMap(ring::open)
            .or(() -> Optional.ofNullable(known).map(KeySet::signing).filter(k -> isIn(rows, k)))
            .or(() -> ring.next(rows).flatMap(ring::open))
            .orElseThrow();
    KeySet read = new KeySet(signing, others, expected, clock);
    readAt = nanoTime.getAsLong();
    if (known == null || !known.hasSameKeysAs(read)) {
      keys = read;
    }
  }

  private static boolean isIn(List<StoredKey> rows, SigningKey key) {
    return rows.stream().anyMatch(row -> key.kid().filter(row.kid()::equals).isPresent());
  }
}
