package dev.latchkey.chromium;

import dev.latchkey.it.support.MailServer;
import dev.latchkey.it.support.RunningServer;
import dev.latchkey.samples.SampleWars;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The WAR with the sample application and the page of the tests in it. */
final class Site {

  static final MailServer MAILS = new MailServer();

  private Site() {}

  /** A server with everything that browsers use. */
  static RunningServer server() {
    return server(Map.of());
  }

  /** The same with other settings. */
  static RunningServer server(Map<String, String> others) {
    Map<String, String> settings = new TreeMap<>(MAILS.settings());
    settings.put("LATCHKEY_SERVE_WAR", war());
    settings.put("ACCOUNT_EMAIL_VERIFICATION", "mandatory");
    settings.put("ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "true");
    settings.put("LATCHKEY_COOKIE_AUTHENTICATION", "true");
    settings.put("MFA_SUPPORTED_TYPES", "recovery_codes,totp,webauthn");
    settings.put("MFA_PASSKEY_LOGIN_ENABLED", "true");
    settings.put("MFA_PASSKEY_SIGNUP_ENABLED", "true");
    settings.put("MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "true");
    settings.putAll(others);
    return RunningServer.with(settings);
  }

  /** Its address; passkeys need a name, not an IP address. */
  static URI of(RunningServer server) {
    return URI.create("http://localhost:" + server.base().getPort());
  }

  /** A second WAR that servers serve below a path, without the slash. */
  static String below(String path) {
    return SampleWars.write(SampleWars.relocatable(), path + ".war").toString();
  }

  private static String war() {
    Path page = Path.of("src/test/resources/dev/latchkey/chromium/client.html");
    return SampleWars.write(
            SampleWars.overlay().addAsWebResource(page.toFile(), Tab.PAGE.substring(1)),
            "browser.war")
        .toString();
  }
}
