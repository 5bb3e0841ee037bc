package dev.latchkey.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.keys.KnownKey.Origin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of keys for administrators. */
class KnownKeysTest {

  private static final String EARLIER = "pR8-wm3-Kq7_xTz5Lc9Nd2Yb6Vh4-Gf1sJ-aE0u";

  /** In the order of the list, each once. */
  private static List<KeyState> states(TestWorld world) {
    return world.keys.known().stream().map(KnownKey::state).distinct().toList();
  }

  @Test
  void keys_ofTheRing_areListedWithTheirTimes() {
    try (TestWorld world = TestWorld.withJwt()) {
      assertEquals(List.of(KeyState.ACTIVE, KeyState.NEXT), states(world));
      KnownKey first = world.keys.known().get(0);
      assertEquals(world.keys.signing().kid().orElseThrow(), first.kid());
      assertEquals("ES256", first.algorithm());
      assertEquals(Origin.DATABASE, first.origin());
      assertNotNull(first.activeAt());
      assertNull(first.retiredAt());

      world.clock.advance(Duration.ofHours(1));
      assertInstanceOf(Rotation.Rotated.class, world.keys.rotateNow());

      assertEquals(List.of(KeyState.ACTIVE, KeyState.NEXT, KeyState.RETIRING), states(world));
      List<KnownKey> all = world.keys.known();
      KnownKey retired = all.get(all.size() - 1);
      assertEquals(first.kid(), retired.kid());
      assertEquals(world.clock.instant().toEpochMilli(), retired.retiredAt().toEpochMilli());
      assertTrue(retired.expiresAt().isAfter(retired.retiredAt()));
      assertTrue(world.keys.isRotatable());
    }
  }

  @Test
  void secrets_haveNoName_andEarlierOnesOnlyVerify() {
    try (TestWorld world =
        TestWorld.withJwt(
            "HEADLESS_JWT_ALGORITHM", "HS256", "LATCHKEY_PREVIOUS_SECRET_KEYS", EARLIER)) {
      assertEquals(List.of(KeyState.ACTIVE, KeyState.RETIRING), states(world));
      assertTrue(
          world.keys.known().stream()
              .allMatch(key -> key.kid() == null && key.origin() == Origin.SECRET));
      assertFalse(world.keys.isRotatable());
      assertEquals(2, world.keys.knownOfRefreshTokens().size());
    }
  }
}
