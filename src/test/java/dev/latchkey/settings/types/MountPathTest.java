package dev.latchkey.settings.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.InvalidSettings;
import dev.latchkey.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountPathTest {

  @Test
  void path_notSet_isThatOfClientsThatKnowNoOther() {
    assertEquals("/_allauth", Settings.of(Map.of()).get(HeadlessSettings.MOUNT_PATH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/_allauth",
        "/auth/api",
        "/api/auth",
        "/a",
        "/v1",
        "/API",
        "/_allauth2",
        "/~id/x.y-z_0",
        "/_latchkeys",
        "/healthy"
      })
  void path_outsideOfTheWarsOwn_isValid(String path) {
    assertEquals(path, settings(path).get(HeadlessSettings.MOUNT_PATH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth/api",
        "/",
        "//",
        "/auth/",
        "/auth//api",
        "/auth?x=1",
        "/auth#x",
        "/auth/../x",
        "/..",
        "/.",
        "/auth/./api",
        "/au th",
        "/au%74h",
        "/auth;x",
        "/auth/*",
        "/{x}",
        "/\u00e4",
        "\\auth",
        "https://id.example.org/auth",
        "/.well-known",
        "/.well-known/x",
        "/_latchkey",
        "/_latchkey/api",
        "/_LATCHKEY/x",
        "/_allauth/api",
        "/api",
        "/health",
        "/health/live",
        "/Health/ready/x",
        "/WEB-INF",
        "/web-inf/x",
        "/META-INF"
      })
  void path_thatIsNoneOrTaken_stopsTheDeployment(String path) {
    InvalidSettings invalid = assertThrows(InvalidSettings.class, () -> settings(path));
    assertTrue(
        invalid.getMessage().contains("HEADLESS_MOUNT_PATH (property headless.mount-path) is \""),
        invalid::getMessage);
    assertTrue(invalid.getMessage().contains("allowed: a path such as `/auth/api`"));
  }

  private static Settings settings(String path) {
    return Settings.of(Map.of("HEADLESS_MOUNT_PATH", path));
  }
}
