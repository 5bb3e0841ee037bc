package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.it.support.Administrator;
import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Authenticator;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.RunningServer;
import dev.latchkey.it.support.StagedServer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators see of trusted devices, and how they end trust. */
class AdministeredTrustIT {

  @RegisterExtension static final RunningServer SERVER = StagedServer.started();

  private final Http http = SERVER.http();
  private final Administrator admin = new Administrator(http);
  private final String email = "user-" + UUID.randomUUID() + "@example.org";
  private final String account = "/_latchkey/admin/v1/accounts/" + admin.account(email, true);
  private final String credentials =
      "{\"email\":\"" + email + "\",\"password\":\"" + App.PASSWORD + "\"}";

  private Answer logIn(String... headers) {
    return http.post(Http.API + "/auth/login", credentials, headers);
  }

  private String trusted() {
    String first = logIn().expect(200).at("/meta/session_token");
    Authenticator app = Authenticator.addedBy(http, first);
    String session =
        http.post(
                Http.API + "/auth/2fa/authenticate",
                "{\"code\":\"" + app.recoveryCode() + "\"}",
                "X-Session-Token",
                logIn().expect(401).at("/meta/session_token"))
            .expect(200)
            .at("/meta/session_token");
    return http.post(Http.API + "/auth/2fa/trust", "{\"trust\":true}", "X-Session-Token", session)
        .expect(200)
        .at("/meta/device_token");
  }

  @Test
  void devices_areListedAndRemoved() {
    String token = trusted();
    String path = account + "/trusted-devices";

    Answer listed = admin.send("GET", path).expect(200);
    assertEquals(1, listed.json().getJsonArray("data").size());
    assertEquals("app", listed.at("/data/0/client"));
    http.hold("GET", path, listed);
    logIn("X-Device-Token", token).expect(200);

    admin.send("DELETE", path).expect(200);

    logIn("X-Device-Token", token).expect(401);
    assertEquals(0, admin.send("GET", path).expect(200).json().getJsonArray("data").size());
    String nobody = "/_latchkey/admin/v1/accounts/987654321/trusted-devices";
    admin.send("GET", nobody).expect(404);
    admin.send("DELETE", nobody).expect(404);
  }

  @Test
  void devices_areNoBusinessOfOthers() {
    String token = trusted();
    String other = "user-" + UUID.randomUUID() + "@example.org";
    admin.account(other, true);
    String session =
        http.post(
                Http.API + "/auth/login",
                "{\"email\":\"" + other + "\",\"password\":\"" + App.PASSWORD + "\"}")
            .expect(200)
            .at("/meta/session_token");

    http.get(account + "/trusted-devices", "X-Session-Token", session).expect(403);
    http.delete(account + "/trusted-devices", "X-Session-Token", session).expect(403);
    http.get(account + "/trusted-devices", "X-Device-Token", token).expect(401);
    logIn("X-Device-Token", token).expect(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE /sessions", "POST /deactivate", "DELETE /authenticators"})
  void devices_endWithWhatAdministratorsEnd(String ending) {
    String token = trusted();
    String[] parts = ending.split(" ");

    admin.send(parts[0], account + parts[1]).expect(200);
    admin.send("POST", account + "/activate").expect(200);

    assertEquals(
        0,
        admin
            .send("GET", account + "/trusted-devices")
            .expect(200)
            .json()
            .getJsonArray("data")
            .size());
    logIn("X-Device-Token", token).expect(ending.endsWith("authenticators") ? 200 : 401);
  }
}
