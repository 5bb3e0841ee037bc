package dev.latchkey.npm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.latchkey.it.support.Installed;
import dev.latchkey.it.support.MailServer;
import dev.latchkey.it.support.ServerProcess;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each function that the clients export and the server serves; docs/clients.md lists them. */
class NpmClientsIT {

  private static final MailServer MAILS = new MailServer();

  @BeforeAll
  static void needPrograms() {
    Installed.node();
    Installed.npm();
  }

  @TestFactory
  Stream<DynamicTest> knowsuchagency() {
    Map<String, String> settings = settings();
    settings.put("ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "true");
    settings.put("ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND", "true");
    settings.put("MFA_PASSKEY_SIGNUP_ENABLED", "true");
    settings.put("MFA_TRUST_ENABLED", "true");
    settings.put("ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED", "true");
    try (ServerProcess server = ServerProcess.start(settings)) {
      URI page = URI.create("http://localhost:" + server.base().getPort());
      return Stream.of("app", "browser")
          .flatMap(mode -> run("knowsuchagency.mjs", page, mode, mode + "/"))
          .toList()
          .stream();
    }
  }

  @TestFactory
  Stream<DynamicTest> octue() {
    String page = "http://localhost:" + ServerProcess.freePort();
    Map<String, String> settings = settings();
    settings.put("HEADLESS_MOUNT_PATH", "/auth/api");
    settings.put("CORS_ALLOWED_ORIGINS", page);
    settings.put("CSRF_TRUSTED_ORIGINS", page);
    try (ServerProcess server = ServerProcess.start(settings)) {
      URI api = URI.create("http://localhost:" + server.base().getPort());
      return run("octue.mjs", api, page, "").toList().stream();
    }
  }

  private static Stream<DynamicTest> run(String script, URI server, String with, String prefix) {
    String email = "user-" + UUID.randomUUID() + "@example.org";
    try (Kit kit = new Kit(MAILS, server)) {
      List<String> lines = Packages.run(script, kit.environment(), server.toString(), with, email);
      return lines.stream().map(NpmClientsIT::json).map(result -> test(prefix, result));
    }
  }

  private static DynamicTest test(String prefix, JsonObject result) {
    return dynamicTest(
        prefix + result.getString("name"),
        () -> assertEquals("", result.isNull("failure") ? "" : result.getString("failure")));
  }

  private static JsonObject json(String line) {
    return Json.createReader(new StringReader(line)).readObject();
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(MAILS.settings());
    settings.put("ACCOUNT_RATE_LIMITS_ENABLED", "false");
    settings.put("ACCOUNT_EMAIL_VERIFICATION", "mandatory");
    settings.put("ACCOUNT_LOGIN_BY_CODE_ENABLED", "true");
    settings.put("MFA_SUPPORTED_TYPES", "recovery_codes,totp,webauthn");
    settings.put("MFA_TOTP_TOLERANCE", "4");
    settings.put("MFA_PASSKEY_LOGIN_ENABLED", "true");
    settings.put("MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "true");
    return settings;
  }
}
