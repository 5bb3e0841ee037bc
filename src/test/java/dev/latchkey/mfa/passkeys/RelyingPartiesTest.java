package dev.latchkey.mfa.passkeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.settings.Settings;
import dev.latchkey.webauthn.RelyingParty;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelyingPartiesTest {

  private static RelyingParty party(String host, Map<String, String> settings) {
    return new RelyingParties(Settings.of(settings)).of(host);
  }

  @Test
  void host_withoutItsPort_isTheId() {
    assertEquals(
        new RelyingParty("app.example", Set.of("https://app.example:8443")),
        party("App.Example:8443", Map.of()));
  }

  @Test
  void insecureOrigin_isThatOfTheHost_ifAllowed() {
    assertEquals(
        new RelyingParty("localhost", Set.of("https://localhost:8080", "http://localhost:8080")),
        party("localhost:8080", Map.of("MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "true")));
  }

  @Test
  void settings_giveTheId_andFurtherOrigins() {
    String app = "android:apk-key-hash:pNiP5iKyQ8JwgGOaKA1zGPUPJIS-0H1xKCQcfIoGLck";
    assertEquals(
        new RelyingParty(
            "app.example",
            Set.of(
                "https://api.app.example", "https://app.example", "https://www.app.example", app)),
        party(
            "api.app.example",
            Map.of(
                "MFA_WEBAUTHN_RP_ID",
                "app.example",
                "MFA_WEBAUTHN_ORIGINS",
                "https://www.app.example:443," + app)));
  }
}
