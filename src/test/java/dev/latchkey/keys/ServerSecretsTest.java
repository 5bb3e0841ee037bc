package dev.latchkey.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Together;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerSecretsTest {

  private final TestDatabase database = new TestDatabase();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void configuredKey_isUsedAndNeverStored() {
    ServerSecrets secrets =
        new ServerSecrets(
            database, Settings.of(Map.of("SECRET_KEY", "configured by an administrator here")));

    assertEquals("configured by an administrator here", secrets.keys().current());
    assertEquals(0, database.attempts());
    assertEquals(List.of(), stored());
  }

  @Test
  void generatedKey_isKeptInTheDatabaseForEveryNode() {
    String made = unconfigured(database).keys().current();

    assertTrue(made.length() >= 64, "long enough for every algorithm that signs with it");
    assertEquals(made, unconfigured(database).keys().current());
    try (TestDatabase second = database.secondNode()) {
      assertEquals(made, unconfigured(second).keys().current());
    }
    assertEquals(List.of(made), stored());
  }

  @Test
  void database_isReadOnce() {
    ServerSecrets secrets = unconfigured(database);
    secrets.keys().current();
    int before = database.attempts();

    secrets.keys().current();

    assertEquals(before, database.attempts());
  }

  @Test
  void nodes_startedConcurrently_agreeOnOneKey() {
    try (TestDatabase second = database.secondNode()) {
      AtomicInteger turn = new AtomicInteger();

      List<String> keys =
          Together.run(
              16,
              () ->
                  unconfigured(turn.getAndIncrement() % 2 == 0 ? database : second)
                      .keys()
                      .current());

      assertEquals(1, keys.stream().distinct().count());
      assertEquals(List.of(keys.get(0)), stored());
    }
  }

  @Test
  void anotherDatabase_hasAnotherKey() {
    try (TestDatabase other = new TestDatabase()) {
      assertNotEquals(
          unconfigured(database).keys().current(), unconfigured(other).keys().current());
    }
  }

  private static ServerSecrets unconfigured(TestDatabase node) {
    return new ServerSecrets(node, Settings.of(Map.of()));
  }

  private List<?> stored() {
    return database
        .entities()
        .createNativeQuery("SELECT secret_value FROM server_secret")
        .getResultList();
  }
}
