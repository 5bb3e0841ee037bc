package dev.latchkey.api.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.settings.Settings;
import dev.latchkey.tokens.Strategies;
import dev.latchkey.tokens.TokenStrategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientKindsTest {

  private final AppClient app =
      new AppClient(new Strategies((TokenStrategy) null), Settings.of(Map.of()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app/v1/config",
        "/app/v1/config",
        "app",
        "/app/",
        "app/v2",
        "app;x/v1/config",
        "/app;x",
        "/app;a=b/v1/auth/login;c"
      })
  void path_thatBeginsWithAKind_namesIt(String path) {
    assertEquals(Optional.of(app), kinds("app").named(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "apps/v1/config",
        "ap/v1",
        "APP/v1",
        "v1/app",
        "//app/v1",
        "introspect",
        ";app/v1",
        "/apps;x/app"
      })
  void path_thatBeginsWithSomethingElse_namesNone(String path) {
    assertEquals(Optional.empty(), kinds("app").named(path));
  }

  @Test
  void kind_amongTheClientsOfTheSettings_isServed() {
    assertTrue(kinds("app").isServed(app));
    assertFalse(kinds("browser").isServed(app));
  }

  private ClientKinds kinds(String served) {
    return new ClientKinds(List.of(served), List.of(app));
  }
}
