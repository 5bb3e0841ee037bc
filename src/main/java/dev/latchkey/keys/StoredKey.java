package dev.latchkey.keys;

import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The row of a key of the ring; its private half is encrypted. */
@Entity
@Table(name = "signing_key")
class StoredKey {

  /** The same on every database, regardless of its collation. */
  static final Comparator<StoredKey> OLDEST_FIRST =
      Comparator.comparing(StoredKey::created).thenComparing(StoredKey::kid);

  @Id private String kid;

  private String algorithm;

  @Enumerated(EnumType.STRING)
  private KeyState state;

  @Column(name = "private_key")
  private String privateKey;

  @Column(name = "public_jwk")
  private String publicJwk;

  private Instant created;

  @Column(name = "active_at")
  private @Nullable Instant activeAt;

  @Column(name = "retired_at")
  private @Nullable Instant retiredAt;

  @Column(name = "expires_at")
  private @Nullable Instant expiresAt;

  protected StoredKey() {}

  /** A key that is published immediately. */
  StoredKey(SigningKey key, String sealed, Instant now) {
    this.kid = key.kid().orElseThrow();
    this.algorithm = key.algorithm().jwaName();
    this.state = KeyState.NEXT;
    this.privateKey = sealed;
    this.publicJwk = key.publicJwk().map(JsonObject::toString).orElseThrow();
    this.created = now.truncatedTo(ChronoUnit.MILLIS);
  }

  String kid() {
    return kid;
  }

  boolean isOf(SigningAlgorithm other) {
    return algorithm.equals(other.jwaName());
  }

  /** Empty if this version does not know it. */
  Optional<SigningAlgorithm> signsWith() {
    return SigningAlgorithm.parse(algorithm);
  }

  String algorithm() {
    return algorithm;
  }

  KeyState state() {
    return state;
  }

  /** Sealed: the PKCS#8 form, or the public JWK once the key has stopped signing. */
  String privateKey() {
    return privateKey;
  }

  String publicJwk() {
    return publicJwk;
  }

  Instant created() {
    return created;
  }

  @Nullable Instant activeAt() {
    return activeAt;
  }

  @Nullable Instant retiredAt() {
    return retiredAt;
  }

  /** When a retiring key may be removed. */
  @Nullable Instant expiresAt() {
    return expiresAt;
  }

  /** Replaces the encrypted text by another one of the same content. */
  void seal(String sealed) {
    privateKey = sealed;
  }

  void activate(Instant now) {
    state = KeyState.ACTIVE;
    activeAt = now;
  }

  void retire(String sealedPublicHalf, Instant now, Instant until) {
    state = KeyState.RETIRING;
    privateKey = sealedPublicHalf;
    retiredAt = now;
    expiresAt = until;
  }

  void remove(String sealedNothing, Instant now) {
    state = KeyState.REMOVED;
    privateKey = sealedNothing;
    expiresAt = now;
  }
}
