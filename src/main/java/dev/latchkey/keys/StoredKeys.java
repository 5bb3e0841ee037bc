package dev.latchkey.keys;

import dev.latchkey.crypto.SecretBox;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import dev.latchkey.jose.keyfiles.KeyGeneration;
import dev.latchkey.jose.keyfiles.PrivateKeys;
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
    return box.openText(row.privateKey())
        .map(text -> PrivateKeys.fromPkcs8(algorithm, Base64.getDecoder().decode(text)));
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
      row.retire(nothing(), now, rules.retiringUntil(now));
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
    active.retire(nothing(), now, rules.retiringUntil(now));
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

  private boolean isOurs(StoredKey row) {
    return box.openText(row.privateKey()).isPresent();
  }

  private String nothing() {
    return box.sealText("");
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
