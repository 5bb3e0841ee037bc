package dev.latchkey.chromium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import dev.latchkey.it.support.RunningServer;
import dev.latchkey.webauthn.Algorithm;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Passkeys and security keys in a real browser, with its virtual authenticator. */
class PasskeysInChromiumIT {

  @Order(1)
  @RegisterExtension
  static final Chromium CHROMIUM = new Chromium();

  @Order(2)
  @RegisterExtension
  static final RunningServer SERVER = Site.server();

  private final String email = "user-" + UUID.randomUUID() + "@example.org";
  private BrowserContext profile;
  private Tab tab;

  @BeforeEach
  void open() {
    profile = CHROMIUM.newProfile();
    tab = Tab.open(profile, Site.of(SERVER));
  }

  @AfterEach
  void close() {
    if (profile != null) {
      profile.close();
    }
  }

  static Stream<Arguments> kinds() {
    return Stream.of(Algorithm.values())
        .flatMap(a -> Stream.of(KeyDevice.Backup.values()).map(b -> Arguments.of(a, b)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void passkey_ofEachKind_logsInByButtonAndByAutofill(
      Algorithm algorithm, KeyDevice.Backup backup) {
    KeyDevice device = KeyDevice.addTo(tab.page(), backup);
    tab.signUp(email, Site.MAILS);
    JsonObject added = tab.run("client.register", true, algorithm.cose());
    assertTrue(added.getJsonObject("data").getBoolean("is_passwordless"), added::toString);
    assertEquals(1, device.residentKeys());
    tab.logOut();

    assertLoggedIn(tab.run("client.use", "/auth/webauthn/login"));
    tab.logOut();
    assertLoggedIn(tab.run("client.use", "/auth/webauthn/login", "conditional"));
    assertEquals(200, tab.run("client.use", "/auth/webauthn/reauthenticate").getInt("status"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void securityKey_ofEachKind_confirmsTheSecondFactor(
      Algorithm algorithm, KeyDevice.Backup backup) {
    KeyDevice device = KeyDevice.addTo(tab.page(), backup);
    tab.signUp(email, Site.MAILS);
    JsonObject added = tab.run("client.register", false, algorithm.cose());
    assertEquals(200, added.getInt("status"), added::toString);
    assertFalse(added.getJsonObject("data").getBoolean("is_passwordless", false), added::toString);
    assertEquals(0, device.residentKeys());
    tab.logOut();

    JsonObject pending = tab.logIn(email);
    assertEquals(401, pending.getInt("status"), pending::toString);
    assertTrue(pending.toString().contains("\"mfa_authenticate\""), pending::toString);
    assertEquals(401, tab.session());
    assertLoggedIn(tab.run("client.use", "/auth/webauthn/authenticate"));
  }

  @Test
  void account_withAPasskeyAlone_signsUpAndLogsIn() {
    KeyDevice.addTo(tab.page(), KeyDevice.Backup.BACKED_UP);
    tab.send("GET", "/config", null);
    tab.send(401, "POST", "/auth/webauthn/signup", Map.of("email", email));
    tab.send(401, "POST", "/auth/email/verify", Map.of("key", Site.MAILS.code(email, 1)));
    JsonObject signup = tab.run("client.signUp");
    assertLoggedIn(signup);
    assertFalse(
        signup.getJsonObject("data").getJsonObject("user").getBoolean("has_usable_password"));
    tab.logOut();

    assertLoggedIn(tab.run("client.use", "/auth/webauthn/login"));
  }

  private void assertLoggedIn(JsonObject envelope) {
    assertEquals(200, envelope.getInt("status"), envelope::toString);
    assertEquals(email, envelope.getJsonObject("data").getJsonObject("user").getString("email"));
    assertEquals(200, tab.reload().session());
  }
}
