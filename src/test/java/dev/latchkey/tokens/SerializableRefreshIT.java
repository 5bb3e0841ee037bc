package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Jwt;
import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.persistence.OnPostgresql;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On PostgreSQL, where every transaction is serializable, so that losers are aborted. */
@ExtendWith(OnPostgresql.Serializable.class)
class SerializableRefreshIT extends RefreshTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 10})
  void refreshToken_usedConcurrently_rotatesOnceAndLosersAreRepeated(int reuseInterval) {
    try (TestWorld world =
        TestWorld.withJwt(
            "HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL", Integer.toString(reuseInterval))) {
      world.account("ada@example.org");
      String token = world.logIn("ada@example.org").tokens().get("refresh_token");

      List<Optional<RefreshedTokens>> replies =
          Together.run(16, () -> world.strategy.refresh(token));

      List<String> successors =
          replies.stream()
              .flatMap(Optional::stream)
              .map(tokens -> Jwt.of(tokens.refreshToken().orElseThrow()).jti())
              .toList();
      assertFalse(successors.isEmpty());
      assertTrue(reuseInterval == 0 || successors.size() == 16);
      assertEquals(1, successors.stream().distinct().count());
      assertEquals(1, world.counters.refreshes().value("rotated"));
      assertEquals(2, world.count("refresh_token"));
      assertEquals(List.of("logged_in"), world.audited());
    }
  }
}
