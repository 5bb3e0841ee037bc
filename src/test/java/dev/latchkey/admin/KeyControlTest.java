package dev.latchkey.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.latchkey.TestWorld;
import dev.latchkey.keys.KeyRevocation;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyControlTest {

  @Test
  void revocation_isRecordedWithWhoDidItAndWhatSignsNow() {
    try (TestWorld world = TestWorld.withJwt()) {
      KeyControl control = new KeyControl(world.keys, world.audit);
      String revoked = world.keys.signing().kid().orElseThrow();

      assertInstanceOf(KeyRevocation.Unknown.class, control.revoke("none", new Admin(1, 2)));
      assertEquals(List.of(), world.audited());
      control.revoke(revoked, new Admin(1, 2));

      assertEquals(List.of("admin_revoked_key"), world.audited());
      String signs = world.keys.signing().kid().orElseThrow();
      assertEquals(
          "by=1 in=2 kid=" + revoked + " signs=" + signs, world.auditEvents().get(0).detail());
    }
  }
}
