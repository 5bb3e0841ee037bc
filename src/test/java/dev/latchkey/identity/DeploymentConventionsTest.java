package dev.latchkey.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.settings.Settings;
import dev.latchkey.web.FakeRequest;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentConventionsTest {

  @ParameterizedTest
  @CsvSource({
    "'', /_allauth/app/v1/auth/session, true",
    "'', /_latchkey/admin/v1/accounts, true",
    "/id, /id/_allauth/app/v1/config, true",
    "/id, /id/_latchkey/admin/v1/keys, true",
    "'', /api/me, false",
    "'', /shop/_latchkey/admin, false",
    "/id, /id/api/me, false",
    "/_latchkey, /_latchkey/api/me, false",
  })
  void tokens_onlyOfOurOwnApis_areReadElsewhere(String context, String uri, boolean elsewhere) {
    FakeRequest request = new FakeRequest("GET", uri).in(context);
    assertEquals(
        elsewhere,
        new DeploymentConventions(Settings.of(Map.of())).areReadElsewhere(request.asServed()));
  }

  @ParameterizedTest
  @CsvSource({
    "'', /auth/api/app/v1/auth/session, true",
    "'', /_allauth/app/v1/auth/session, true",
    "/id, /id/auth/api/v1/config, true",
    "'', /auth/apis, false",
    "'', /auth/me, false",
  })
  void tokens_ofAnApiThatIsElsewhere_areReadThere(String context, String uri, boolean elsewhere) {
    FakeRequest request = new FakeRequest("GET", uri).in(context);
    Settings settings = Settings.of(Map.of("HEADLESS_MOUNT_PATH", "/auth/api"));
    assertEquals(
        elsewhere, new DeploymentConventions(settings).areReadElsewhere(request.asServed()));
  }
}
