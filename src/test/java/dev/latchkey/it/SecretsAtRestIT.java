package dev.latchkey.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.DatabaseDump;
import dev.latchkey.it.support.EveryFlow;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.MailServer;
import dev.latchkey.it.support.Postgres;
import dev.latchkey.it.support.ProcessFolder;
import dev.latchkey.it.support.SealedRows;
import dev.latchkey.it.support.ServerProcess;
import dev.latchkey.it.support.Traces;
import dev.latchkey.it.support.Witness;
import dev.latchkey.torture.Effort;
import dev.latchkey.torture.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * After everything has been done once, no secret is in the database, in the server's log at its
 * most talkative, or in its access log, in any form.
 *
 * <p>The ordinary run has one server, with keys of its own, verification and login by code and
 * reset by link; {@code -Ptorture} has another one after it, with a configured key and the other
 * ways.
 */
class SecretsAtRestIT {

  private static final String DATABASE = "rest";
  private static final String SECRET_KEY = "the secret key of this server, " + UUID.randomUUID();
  private static final String CLIENT_SECRET = "the secret of the client, " + UUID.randomUUID();
  private static final Postgres POSTGRES = new Postgres();

  private final Map<String, byte[]> secrets = new LinkedHashMap<>();
  private final Map<String, String> places = new TreeMap<>();

  @AfterAll
  static void stop() {
    POSTGRES.close();
  }

  @Test
  void secrets_areNotAtRest() {
    POSTGRES.create(DATABASE);
    String email = runOnRing();
    if (Effort.FULL) {
      runOnConfiguredKey();
    }
    places.put("database", DatabaseDump.of(POSTGRES, DATABASE));

    assertFound(email, "database");
    for (String kind :
        List.of(
            "secret",
            "TOTP secret",
            "recovery code",
            "device_token",
            "X-Device-Token token",
            "cookie sessionid",
            "cookie csrftoken",
            "cookie mfa_trusted",
            "token in cookie mfa_trusted",
            "signature of cookie mfa_trusted")) {
      assertTrue(
          secrets.keySet().stream().anyMatch(name -> name.matches(kind + " [0-9]+.*")),
          () -> "no " + kind + " among " + secrets.keySet());
    }
    List<String> found = new ArrayList<>();
    secrets.forEach(
        (name, secret) ->
            places.forEach(
                (place, text) ->
                    Traces.of(secret, text)
                        .forEach(form -> found.add(name + " in " + place + ", " + form))));
    assertEquals(List.of(), found);
    assertTrue(secrets.size() > 50, () -> "only " + secrets.keySet());
    Figures.of("No secret is at rest")
        .with("secrets", secrets.size())
        .with("places", places.size())
        .with("characters searched", places.values().stream().mapToInt(String::length).sum())
        .with("found", found.size())
        .write();
  }

  private String runOnRing() {
    MailServer mails = new MailServer();
    String email = "ring-" + UUID.randomUUID() + "@example.org";
    Map<String, String> settings = new TreeMap<>(mails.settings());
    settings.put("ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "true");
    settings.put("MFA_RECOVERY_CODES_SHOW_ONCE", "false");
    Witness witness =
        serve(
            "ring",
            email,
            settings,
            mails,
            flow -> {
              flow.signUpByCode();
              flow.refresh();
              flow.changePassword();
              flow.logInByCode();
              flow.resetPasswordByLink();
              flow.rotateKeys(200);
              flow.introspectAndRevoke();
              flow.leaveThingsBehind();
              flow.useSecondFactors();
            });
    SealedRows rows = new SealedRows(POSTGRES, DATABASE, SECRET_KEY);
    rows.keys().forEach(key -> witness.remember("private key", SealedRows.number(key)));
    rows.codesInMails().forEach(code -> witness.remember("code", code));
    secrets.putAll(witness.secrets());
    return email;
  }

  private void runOnConfiguredKey() {
    MailServer mails = new MailServer();
    byte[] key = newKey();
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
            + "\n-----END PRIVATE KEY-----\n";
    Map<String, String> settings = new TreeMap<>(mails.settings());
    settings.put("ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED", "true");
    settings.put("MFA_RECOVERY_CODES_SHOW_ONCE", "true");
    settings.put(
        "HEADLESS_JWT_PRIVATE_KEY", Base64.getEncoder().encodeToString(pem.getBytes(UTF_8)));
    Witness witness =
        serve(
            "configured",
            "link-" + UUID.randomUUID() + "@example.org",
            settings,
            mails,
            flow -> {
              flow.signUpByLink();
              flow.logIn();
              flow.refresh();
              flow.changePassword();
              flow.logInByCode();
              flow.resetPasswordByCode();
              flow.rotateKeys(409);
              flow.introspectAndRevoke();
              flow.leaveThingsBehind();
              flow.useSecondFactors();
            });
    witness.remember("private key", SealedRows.number(key));
    witness.remember("configured key", settings.get("HEADLESS_JWT_PRIVATE_KEY"));
    new SealedRows(POSTGRES, DATABASE, SECRET_KEY)
        .codesInMails()
        .forEach(code -> witness.remember("code", code));
    witness
        .secrets()
        .forEach((name, secret) -> secrets.put(name + " of the second server", secret));
  }

  /** Runs a server while flows do, and keeps its logs, in which what was planted has to be. */
  private Witness serve(
      String name,
      String email,
      Map<String, String> settings,
      MailServer mails,
      Consumer<EveryFlow> flows) {
    Path accessLog = newFolder();
    Map<String, String> all = new TreeMap<>(settings);
    all.put("LATCHKEY_TEST_DB", POSTGRES.url(DATABASE));
    all.put("LATCHKEY_TEST_DB_SHARED", "true");
    all.put("LATCHKEY_LOG_LEVEL", "FINE");
    all.put("LATCHKEY_ACCESS_LOG", accessLog.toString());
    all.put("SECRET_KEY", SECRET_KEY);
    all.put("LATCHKEY_CLIENTS_SHOP_SECRET", CLIENT_SECRET);
    all.put("LATCHKEY_ADMIN_EMAILS", email);
    all.put("LATCHKEY_MFA_REQUIRED", "nobody");
    all.put("HEADLESS_TOKEN_STRATEGY", "jwt");
    all.put("HEADLESS_JWT_ALGORITHM", "ES256");
    all.put("HEADLESS_SERVE_SPECIFICATION", "true");
    all.put("ACCOUNT_EMAIL_VERIFICATION", "mandatory");
    all.put("ACCOUNT_LOGIN_BY_CODE_ENABLED", "true");
    all.put("ACCOUNT_REAUTHENTICATION_REQUIRED", "true");
    all.put("MFA_TRUST_ENABLED", "true");
    all.put("MFA_RECOVERY_CODE_DIGITS", "12"); // fewer digits are found by chance
    all.put("ACCOUNT_RATE_LIMITS_LOGIN_FAILED", "100/m/ip,100/m/key");
    all.put("ACCOUNT_RATE_LIMITS_AUTHENTICATION_FAILED", "100/m/user");
    all.put("ACCOUNT_RATE_LIMITS_RECIPIENT", "100/h/key");
    ServerProcess server = ServerProcess.start(all, "payara-micro");
    Witness witness = new Witness(new Http(server.base()));
    try {
      flows.accept(new EveryFlow(witness, mails, email, CLIENT_SECRET));
    } finally {
      server.close();
    }
    witness.remember("secret key", SECRET_KEY);
    keep("log of " + name, server.log(), EveryFlow.SEEN_IN_LOG, " FINE ");
    keep("access log of " + name, textsIn(accessLog), EveryFlow.SEEN_IN_ACCESS_LOG, "POST ");
    return witness;
  }

  private void keep(String place, String text, String... planted) {
    places.put(place, new String(text.getBytes(UTF_8), ISO_8859_1));
    for (String known : planted) {
      assertFound(known, place);
    }
  }

  /** What is there has to be found, or else it would mean nothing that secrets are not. */
  private void assertFound(String known, String place) {
    assertTrue(
        !Traces.of(known.getBytes(UTF_8), places.get(place)).isEmpty(),
        () -> known + " is not in the " + place);
  }

  private static byte[] newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair().getPrivate().getEncoded();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory(ProcessFolder.of("it"), "access-log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String textsIn(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, ISO_8859_1));
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
