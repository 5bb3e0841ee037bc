package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.keys.KeyRevocation;
import dev.latchkey.keys.KeyRing;
import dev.latchkey.keys.KnownKey;
import dev.latchkey.keys.Rotation;
import jakarta.inject.Inject;
import java.util.List;

/** Rotates and revokes keys immediately. */
@Shared
public class KeyControl {

  private final KeyRing keys;
  private final Audit audit;

  @Inject
  public KeyControl(KeyRing keys, Audit audit) {
    this.keys = keys;
    this.audit = audit;
  }

  /** All keys of access tokens, the one that signs first. Call it outside of a transaction. */
  public List<KnownKey> list(Admin admin) {
    List<KnownKey> known = keys.known();
    audit.record(AuditType.ADMIN_LISTED_KEYS, null, null, admin.asActor());
    return known;
  }

  /** Whether the keys are this server's own, which it can rotate and revoke. */
  public boolean isRotatable() {
    return keys.isRotatable();
  }

  /** The algorithm of new tokens, by its name (RFC 7518 §3.1). */
  public String algorithm() {
    return keys.algorithm().jwaName();
  }

  /** Makes the next key sign from now on. Call it outside of a transaction. */
  public Rotation rotate(Admin admin) {
    Rotation rotation = keys.rotateNow();
    if (rotation instanceof Rotation.Rotated rotated) {
      audit.record(
          AuditType.ADMIN_ROTATED_KEYS, null, null, admin.asActor(), "kid=" + rotated.kid());
    }
    return rotation;
  }

  /** Revokes a key. Call it outside of a transaction. */
  public KeyRevocation revoke(String kid, Admin admin) {
    KeyRevocation revocation = keys.revokeNow(kid);
    if (revocation instanceof KeyRevocation.Revoked revoked) {
      audit.record(
          AuditType.ADMIN_REVOKED_KEY,
          null,
          null,
          admin.asActor(),
          "kid=" + kid + " signs=" + revoked.signs());
    }
    return revocation;
  }
}
