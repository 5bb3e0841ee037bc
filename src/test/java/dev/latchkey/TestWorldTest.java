package dev.latchkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.latchkey.flows.login.Login;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.settings.AccountSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That worlds are wired as servers are, each with beans of its own. */
class TestWorldTest {

  @Test
  void bean_askedForTwice_isTheSame() {
    try (TestDatabase database = new TestDatabase();
        WorldBeans beans = new WorldBeans(given(database))) {
      assertSame(beans.get(Login.class), beans.get(Login.class));
      assertSame(database, beans.get(Database.class));
    }
  }

  @Test
  void bean_askedForAfterClose_isAnother() {
    try (TestDatabase database = new TestDatabase()) {
      WorldBeans beans = new WorldBeans(given(database));
      Login before = beans.get(Login.class);
      beans.close();
      assertNotSame(before, beans.get(Login.class));
    }
  }

  @Test
  void secondNode_onTheSameRows_hasItsOwnBeansAndSettings() {
    try (TestWorld first = TestWorld.with()) {
      first.account("ada@example.com");
      try (TestWorld second = first.secondNode("ACCOUNT_LOGIN_TIMEOUT", "7")) {
        assertNotSame(first.login, second.login);
        assertEquals(7, second.settings.get(AccountSettings.LOGIN_TIMEOUT).toSeconds());
        assertEquals(1, second.count("account"));
      }
      first.logIn("ada@example.com");
    }
  }

  @Test
  void worlds_builtConcurrently_seeOnlyTheirOwnRows() {
    List<Long> accounts =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(
                number -> {
                  try (TestWorld world = TestWorld.with()) {
                    IntStream.rangeClosed(0, number)
                        .forEach(i -> world.account("user" + i + "@example.com"));
                    return world.count("account");
                  }
                })
            .toList();
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L), accounts);
  }

  private static Given given(TestDatabase database) {
    return Given.of(database, Map.of("SECRET_KEY", TestWorld.SECRET_KEY));
  }
}
