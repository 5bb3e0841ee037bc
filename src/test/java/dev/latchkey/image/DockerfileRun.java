package dev.latchkey.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.it.support.Postgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Builds the images by hand and starts them, with the database they have by default and with
 * PostgreSQL.
 */
@EnabledOnOs(OS.LINUX)
class DockerfileRun {

  private static final Duration START = Duration.ofMinutes(5);
  private static final String SECRET = "Hc6RtW9zKq3XvN8mLb5JyGd2SfPe7UaT-images";

  @TempDir static Path folder;
  private static Dockerfile file;
  private static HandBuild build;

  @BeforeAll
  static void read() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    file = Dockerfile.read(Path.of("Dockerfile"));
    build = new HandBuild(file, BuildContext.of(Path.of("").toAbsolutePath()), folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"payara-micro", "payara7-micro", "liberty"})
  void image_startsIsHealthyAndStops(String server) throws Exception {
    assumeJava(server);
    Path root = build.root(file.image(server));
    Map<Path, String> before = content(root);
    try (Container container =
        new Container(file, file.image(server), root, Map.of("SECRET_KEY", SECRET))) {
      assertFalse(container.isHealthy(), "before it has started");
      container.start();
      awaitHealth(container);

      assertEquals("java", container.status("Name"), "what gets the signals");
      if (Container.mayChooseUser()) {
        assertTrue(container.status("Uid").startsWith(container.user()));
      }
      // Not 127.0.0.1: that it listens for others as well.
      assertEquals(200, ask("http://127.0.0.2:" + container.port() + "/_allauth/app/v1/config"));
      System.out.printf(
          "%s: %d MB in /tmp, %s of memory%n",
          server, container.written() >> 20, container.status("VmRSS"));

      assertEquals(128 + 15, container.stop(30));
      assertFalse(container.isHealthy(), "when it has ended");
    }
    assertEquals(before, content(root), "nothing is written beside /tmp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"payara-micro", "payara7-micro", "liberty"})
  void image_usesThePostgresqlOfTheEnvironment(String server) throws Exception {
    assumeJava(server);
    Path root = build.root(file.image(server));
    try (Postgres postgres = new Postgres()) {
      postgres.create("latchkey");
      Map<String, String> settings =
          Map.of(
              "SECRET_KEY",
              SECRET,
              "DB_URL",
              "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/latchkey",
              "DB_USER",
              Postgres.USER,
              "DB_PASSWORD",
              "any");
      try (Container container = new Container(file, file.image(server), root, settings)) {
        container.start();
        awaitHealth(container);
        assertTrue(hasAccounts(postgres), container.log());
        assertEquals(128 + 15, container.stop(30));
      }
    }
  }

  private static void assumeJava(String server) {
    assumeTrue(
        !server.equals("payara7-micro") || Runtime.version().feature() >= 21,
        "Payara 7 needs Java 21 or later");
  }

  private static void awaitHealth(Container container) throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (!container.isHealthy()) {
      assertTrue(container.isRunning() && System.nanoTime() < end, container.log());
      Thread.sleep(500);
    }
  }

  private static int ask(String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static boolean hasAccounts(Postgres postgres) throws SQLException {
    try (Connection connection = postgres.connect("latchkey");
        var tables = connection.getMetaData().getTables(null, "public", "account", null)) {
      return tables.next();
    }
  }

  /** Each file with its size and the time it was changed. */
  private static Map<Path, String> content(Path root) throws IOException {
    Map<Path, String> all = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        all.put(root.relativize(path), Files.size(path) + " " + Files.getLastModifiedTime(path));
      }
    }
    return all;
  }
}
