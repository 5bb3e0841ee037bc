package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.MailServer;
import dev.latchkey.it.support.ProcessFolder;
import dev.latchkey.it.support.ServerProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Behind a proxy that has the application below {@value #PREFIX} and removes that from the paths.
 * Needs Debian's {@code haproxy}.
 */
@Tag("cluster")
class PrefixIT {

  private static final String PREFIX = "/id/login";
  private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
  private static final String METADATA = "/.well-known/oauth-authorization-server";

  private static final MailServer MAILS = new MailServer();
  private static final int PORT = ServerProcess.freePort();
  private static final String BASE = "http://127.0.0.1:" + PORT + PREFIX;
  private static ServerProcess server;
  private static Process proxy;
  private static Path configuration;

  private final Http http = Http.ofOverlay(URI.create("http://127.0.0.1:" + PORT));

  @BeforeAll
  static void start() throws IOException {
    assertTrue(Files.isExecutable(PROGRAM), "needs Debian's haproxy");
    Map<String, String> settings = new TreeMap<>(MAILS.settings());
    settings.keySet().removeIf(name -> name.startsWith("HEADLESS_FRONTEND_URLS"));
    settings.putAll(
        Map.of(
            "LATCHKEY_BASE_URL", BASE,
            "HEADLESS_TOKEN_STRATEGY", "jwt",
            "HEADLESS_JWT_ISSUER", BASE,
            "ALLAUTH_TRUSTED_PROXY_COUNT", "1",
            "ACCOUNT_RATE_LIMITS_ENABLED", "false"));
    server = ServerProcess.start(settings);
    configuration = Files.createTempFile("latchkey-haproxy", ".cfg");
    Files.writeString(
        configuration,
        String.join(
            "\n",
            "defaults",
            "  mode http",
            "  timeout connect 5s",
            "  timeout client 1m",
            "  timeout server 1m",
            "listen prefix",
            "  bind 127.0.0.1:" + PORT,
            "  option forwardfor",
            // As in docs/servers/README.md
            "  http-request redirect location " + PREFIX + "/ if { path " + PREFIX + " }",
            "  http-request replace-path ^" + METADATA + PREFIX + "$ " + METADATA,
            "  http-request replace-path ^" + PREFIX + "(/.*)$ \\1",
            "  server one 127.0.0.1:" + server.base().getPort(),
            ""));
    proxy =
        new ProcessBuilder(PROGRAM.toString(), "-f", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessFolder.of("it").resolve("haproxy.log").toFile())
            .start();
    awaitProxy();
  }

  private static void awaitProxy() throws IOException {
    for (int attempt = 0; ; attempt++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", PORT));
        return;
      } catch (IOException e) {
        if (attempt == 100 || !proxy.isAlive()) {
          throw e;
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (proxy != null) {
      proxy.destroyForcibly();
      Files.delete(configuration);
    }
    if (server != null) {
      server.close();
    }
    MAILS.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {METADATA + PREFIX, PREFIX + METADATA})
  void metadata_isAtBothAddressesOfItsIssuer(String address) {
    assertEquals(BASE, http.get(address).expect(200).at("/issuer"));
  }

  @Test
  void addressesInTheMetadata_lead() {
    Answer metadata = http.get(PREFIX + METADATA).expect(200);
    assertTrue(http.get(path(metadata.at("/jwks_uri"))).expect(200).text().contains("\"kid\""));
    for (String endpoint : List.of("/introspection_endpoint", "/revocation_endpoint")) {
      Answer answer = http.post(path(metadata.at(endpoint)), "{}").expect(400);
      assertEquals("invalid_request", answer.at("/error"));
    }
  }

  @Test
  void paths_inTheApiDescription_beginWithThePrefix() {
    Answer description = http.get(PREFIX + Http.MOUNT + "/openapi.json").expect(200);
    assertEquals(PREFIX, description.at("/servers/0/url"));
  }

  @Test
  void linksInMails_leadToThePages() {
    String email = "prefix-" + UUID.randomUUID() + "@example.org";
    http.post(
            PREFIX + Http.API + "/auth/signup",
            "{\"email\":\"" + email + "\",\"password\":\"" + App.PASSWORD + "\"}")
        .expect(200);
    String link =
        MAILS.mail(email, 1).lines().filter(line -> line.contains(BASE)).findFirst().orElseThrow();
    assertTrue(link.contains(BASE + "/account/#/verify-email/"), link);
    assertTrue(http.get(PREFIX + "/account/").expect(200).text().contains("<html"));
  }

  /** A browser resolves the address against its own, which has the prefix. */
  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/account", "/admin"})
  void redirects_stayBelowThePrefix(String path) {
    URI address = URI.create(BASE + path);
    Answer answer = http.get(address.getPath(), "Accept", "text/html").expect(302);
    while (answer.status() == 302) {
      address = address.resolve(answer.header("Location"));
      assertTrue(address.toString().startsWith(BASE + "/"), address::toString);
      answer = http.get(address.getPath(), "Accept", "text/html");
    }
    assertTrue(answer.expect(200).text().contains("<html"), answer::text);
  }

  private static String path(String url) {
    assertTrue(url.startsWith(BASE + "/"), url);
    return URI.create(url).getPath();
  }
}
