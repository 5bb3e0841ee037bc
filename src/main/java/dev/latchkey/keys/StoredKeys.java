package dev.latchkey.keys;

import dev.latchkey.crypto.secrets.SecretBox;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import dev.latchkey.jose.UnusableKey;
import dev.latchkey.jose.VerificationKey;
import dev.latchkey.jose.keyfiles.PublicKeys;
import dev.latchkey.keys.files.KeyGeneration;
import dev.latchkey.keys.files.PrivateKeys;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseUnavailable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rows of the ring, and the changes of their states. Nodes take turns at changing them, and
 * each reads the others' changes first. Keys are generated beforehand, so that no other node waits
 * for that.
 */
final class StoredKeys {

  private static final Logger LOG = System.getLogger(KeyRing.class.getName());

  private static final String LOST =
      "The stored signing keys are encrypted with a secret key that this node does not have; "
          + "add it to LATCHKEY_PREVIOUS_SECRET_KEYS.";

  private final Database database;
  private final SecretBox box;
  private final SigningAlgorithm algorithm;
  private final RingRules rules;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  StoredKeys(Database database, SecretBox box, SigningAlgorithm algorithm, RingRules rules) {
    this.database = database;
    this.box = box;
    this.algorithm = algorithm;
    this.rules = rules;
  }

  /**
   * The current ring, oldest keys first, without keys that were removed or encrypted under another
   * secret key.
   *
   * @throws DatabaseUnavailable if a node with another secret key has encrypted the ring anew
   */
  List<StoredKey> read() {
    List<StoredKey> rows = database.transaction(this::all);
    List<StoredKey> ours =
        rows.stream().filter(this::isOurs).sorted(StoredKey.OLDEST_FIRST).toList();
    checkNoneIsLost(rows, ours);
    ours.forEach(row -> known.add(row.kid()));
    return ours;
  }

  /**
   * A key that this node has read or created and can no longer open was encrypted anew by a node
   * with another secret key. Taking the rest for the ring would make a second one beside it.
   */
  private void checkNoneIsLost(List<StoredKey> rows, List<StoredKey> ours) {
    if (rows.stream().anyMatch(row -> known.contains(row.kid()) && !ours.contains(row))) {
      throw new DatabaseUnavailable(
          LOST, new IllegalStateException("a stored key cannot be opened"));
    }
  }

  private List<StoredKey> all() {
    return database
        .entities()
        .createQuery("SELECT k FROM StoredKey k WHERE k.state <> :removed", StoredKey.class)
        .setParameter("removed", KeyState.REMOVED)
        .getResultList();
  }

  /** The private half of a key that has not stopped signing. */
  Optional<SigningKey> open(StoredKey row) {
    return box.openText(row.privateKey()).flatMap(text -> privateKey(text, row));
  }

  /** Creates the first keys if there are none for this algorithm. */
  List<StoredKey> founded() {
    List<StoredKey> rows = read();
    if (active(rows).isPresent()) {
      return rows;
    }
    List<SigningKey> made = make(1 + RingRules.RESERVE);
    return database.transaction(
        () -> {
          database.takeTurns();
          List<StoredKey> now = read();
          return active(now).isPresent() ? now : found(now, made);
        });
  }

  /** Does what is due: rotates, removes, and refills the reserve. */
  List<StoredKey> upkept() {
    List<StoredKey> seen = read();
    if (!needsUpkeep(seen)) {
      return seen;
    }
    List<SigningKey> made = make(1);
    return database.transaction(
        () -> {
          database.takeTurns();
          List<StoredKey> rows = read();
          Instant now = database.now();
          rows.stream().filter(k -> isOver(k, now)).forEach(k -> k.remove(nothing(), now));
          if (active(rows).filter(k -> rules.isDue(k, now)).isPresent()) {
            advance(rows, now);
          }
          return filledUp(rows, made, now);
        });
  }

  /** Makes the next key sign from now on, unless it was published too recently. */
  Rotation rotate() {
    List<SigningKey> made = make(1);
    return database.transaction(
        () -> {
          database.takeTurns();
          List<StoredKey> rows = read();
          Instant now = database.now();
          Rotation outcome = advance(rows, now);
          filledUp(rows, made, now);
          return outcome;
        });
  }

  /**
   * Revokes a key immediately, in any state. If it signs, the next one signs from now on, however
   * recently it was published.
   */
  KeyRevocation revoke(String kid) {
    List<SigningKey> made = make(2);
    return database.transaction(
        () -> {
          database.takeTurns();
          List<StoredKey> rows = read();
          Optional<StoredKey> revoked = rows.stream().filter(k -> k.kid().equals(kid)).findFirst();
          if (revoked.isEmpty()) {
            return new KeyRevocation.Unknown();
          }
          Instant now = database.now();
          boolean signed = active(rows).filter(revoked.get()::equals).isPresent();
          revoked.get().remove(nothing(), now);
          List<StoredKey> ring = filledUp(rows, made, now);
          if (signed) {
            waiting(ring).get(0).activate(now);
          }
          String signs = active(ring).or(() -> next(ring)).map(StoredKey::kid).orElseThrow();
          LOG.log(
              Level.WARNING, "Key {0} is revoked. Key {1} signs tokens from now on.", kid, signs);
          return new KeyRevocation.Revoked(signs);
        });
  }

  /**
   * Encrypts the rows with the current secret key that are encrypted with a previous one.
   *
   * @return their number
   */
  int sealAnew() {
    boolean isDue = database.transaction(this::all).stream().anyMatch(this::sealsAnew);
    return isDue ? database.transaction(this::sealAll) : 0;
  }

  private boolean sealsAnew(StoredKey row) {
    return box.sealedAnew(row.privateKey()).isPresent();
  }

  private int sealAll() {
    database.takeTurns();
    List<StoredKey> due = all().stream().filter(this::sealsAnew).toList();
    due.forEach(row -> row.seal(box.sealedAnew(row.privateKey()).orElseThrow()));
    return due.size();
  }

  /** The key of this algorithm that has waited longest. */
  Optional<StoredKey> next(List<StoredKey> rows) {
    return waiting(rows).stream().findFirst();
  }

  /** The key of this algorithm that signs. */
  Optional<StoredKey> active(List<StoredKey> rows) {
    return rows.stream()
        .filter(k -> k.state() == KeyState.ACTIVE && k.isOf(algorithm))
        .reduce((older, newer) -> newer);
  }

  private List<StoredKey> found(List<StoredKey> rows, List<SigningKey> made) {
    Instant now = database.now();
    rows.stream().filter(row -> row.state() != KeyState.RETIRING).forEach(row -> leave(row, now));
    if (all().size() > rows.size()) {
      LOG.log(
          Level.WARNING,
          "There are signing keys that cannot be opened with this SECRET_KEY; they are left aside.");
    }
    List<StoredKey> ring = new ArrayList<>(rows);
    made.forEach(key -> ring.add(add(key, now)));
    ring.get(rows.size()).activate(now);
    return ring;
  }

  /** Retires a key of another algorithm: its tokens stay valid, and it signs no more of them. */
  private void leave(StoredKey row, Instant now) {
    if (row.state() == KeyState.ACTIVE) {
      row.retire(publicHalf(row), now, rules.retiringUntil(now));
    } else {
      row.remove(nothing(), now);
    }
  }

  private Rotation advance(List<StoredKey> rows, Instant now) {
    StoredKey active = active(rows).orElseThrow();
    Instant ringCreated =
        rows.stream()
            .filter(k -> k.isOf(algorithm))
            .map(StoredKey::created)
            .findFirst()
            .orElseThrow();
    StoredKey next = waiting(rows).stream().findFirst().orElse(null);
    Instant ripe =
        next == null ? now.plus(RingRules.PUBLISHED_AHEAD) : rules.ripeFrom(next, ringCreated);
    if (next == null || now.isBefore(ripe)) {
      return new Rotation.TooSoon(ripe);
    }
    active.retire(publicHalf(active), now, rules.retiringUntil(now));
    next.activate(now);
    LOG.log(
        Level.INFO, "Key {0} signs tokens from now on, in place of {1}.", next.kid(), active.kid());
    return new Rotation.Rotated(next.kid());
  }

  private List<StoredKey> filledUp(List<StoredKey> rows, List<SigningKey> made, Instant now) {
    List<StoredKey> ring = new ArrayList<>(rows);
    Iterator<SigningKey> supply = made.iterator();
    for (int n = waiting(rows).size(); n < RingRules.RESERVE && supply.hasNext(); n++) {
      ring.add(add(supply.next(), now));
    }
    ring.removeIf(k -> k.state() == KeyState.REMOVED);
    return ring;
  }

  private boolean needsUpkeep(List<StoredKey> rows) {
    Instant now = database.now();
    return waiting(rows).size() < RingRules.RESERVE
        || rows.stream().anyMatch(k -> isOver(k, now))
        || active(rows).filter(k -> rules.isDue(k, now)).isPresent();
  }

  private List<StoredKey> waiting(List<StoredKey> rows) {
    return rows.stream().filter(k -> k.state() == KeyState.NEXT && k.isOf(algorithm)).toList();
  }

  private static boolean isOver(StoredKey key, Instant now) {
    return key.state() == KeyState.RETIRING && !now.isBefore(key.expiresAt());
  }

  /**
   * The key that verifies a row's tokens, authenticated by its encrypted part: derived from the
   * private half or, after its removal, the public half encrypted in its place. The unencrypted
   * public half is used only for a retiring key for which an earlier version encrypted nothing.
   * Empty if the row was encrypted under another secret key or was altered.
   */
  Optional<VerificationKey> verificationKey(StoredKey row) {
    try {
      return vouchedFor(row);
    } catch (UnusableKey e) {
      LOG.log(Level.WARNING, "A stored key is left aside. {0}", e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<VerificationKey> vouchedFor(StoredKey row) {
    Optional<String> opened = box.openText(row.privateKey());
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    boolean retiring = row.state() == KeyState.RETIRING;
    if (opened.get().isEmpty()) {
      return retiring ? Optional.of(publicKey(row.publicJwk(), row)) : Optional.empty();
    }
    if (opened.get().startsWith("{")) {
      return retiring ? Optional.of(publicKey(opened.get(), row)) : Optional.empty();
    }
    return privateKey(opened.get(), row).map(SigningKey::verificationKey);
  }

  private VerificationKey publicKey(String jwk, StoredKey row) {
    return PublicKeys.read(jwk, algorithm, "The stored key " + row.kid()).get(0);
  }

  private Optional<SigningKey> privateKey(String pkcs8, StoredKey row) {
    return row.signsWith()
        .map(alg -> PrivateKeys.fromPkcs8(alg, Base64.getDecoder().decode(pkcs8)));
  }

  private boolean isOurs(StoredKey row) {
    return verificationKey(row).isPresent();
  }

  private String nothing() {
    return box.sealText("");
  }

  /** The encrypted public half, in place of a removed private half. */
  private String publicHalf(StoredKey row) {
    return verificationKey(row)
        .flatMap(VerificationKey::publicJwk)
        .map(jwk -> box.sealText(jwk.toString()))
        .orElseGet(this::nothing);
  }

  private StoredKey add(SigningKey key, Instant now) {
    String sealed = box.sealText(Base64.getEncoder().encodeToString(key.toPkcs8()));
    StoredKey row = new StoredKey(key, sealed, now);
    database.entities().persist(row);
    known.add(row.kid());
    return row;
  }

  private List<SigningKey> make(int count) {
    List<SigningKey> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(KeyGeneration.generate(algorithm));
    }
    return made;
  }
}
