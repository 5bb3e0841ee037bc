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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The rows of the ring, and the steps they take. Nodes take turns at changing them, each looking
 * again at what the others did; keys are made beforehand, so that nobody waits for that.
 */
final class StoredKeys {

  private static final Logger LOG = System.getLogger(KeyRing.class.getName());

  private final Database database;
  private final SecretBox box;
  private final SigningAlgorithm algorithm;
  private final RingRules rules;

  StoredKeys(Database database, SecretBox box, SigningAlgorithm algorithm, RingRules rules) {
    this.database = database;
    this.box = box;
    this.algorithm = algorithm;
    this.rules = rules;
  }

  /**
   * The ring as it is, oldest keys first, without what was removed or sealed under another secret
   * key.
   */
  List<StoredKey> read() {
    return database.transaction(this::all).stream()
        .filter(this::isOurs)
        .sorted(StoredKey.OLDEST_FIRST)
        .toList();
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

  /** Makes the first keys, where there are none for this algorithm. */
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

  /** Does what is due: rotates, removes, fills the reserve up. */
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

  /** Has the next key sign from now on, unless it is too young. */
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
   * Puts a key out of use at once, in whatever state it is. Where it signs, the next one does so
   * from now on, however young that is.
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

  /** The longest waiting one of this algorithm. */
  Optional<StoredKey> next(List<StoredKey> rows) {
    return waiting(rows).stream().findFirst();
  }

  /** The one of this algorithm that signs. */
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

  /** What another algorithm has left: its tokens are good, it makes no more of them. */
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
   * The key that verifies a row's tokens, as its sealed part vouches for it: derived from the
   * private half, or, once that is gone, the public half that was sealed in its place. What the row
   * says in the clear counts only for a retiring key that a version of before has sealed nothing
   * for. Empty when the row was sealed under another secret key, or is not what we wrote.
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

  /** The public half, sealed, in place of a private half that is gone. */
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
