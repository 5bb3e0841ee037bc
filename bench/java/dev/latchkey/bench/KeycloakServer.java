package dev.latchkey.bench;

import dev.latchkey.it.support.Postgres;
import dev.latchkey.it.support.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Keycloak with a realm for each algorithm, in which refresh tokens are revoked on use, and
 * passwords are hashed with Argon2id of the same costs as Latchkey's.
 */
final class KeycloakServer implements SystemUnderTest, AutoCloseable {

  private static final String VERSION = "26.7.3";
  private static final String CLIENT = "client_id=bench";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int port = ServerProcess.freePort();
  private final int people;
  private final Process process;
  private final ProcessCpu cpu;
  private final ProcessCpu databaseCpu;
  private final Jvm jvm;

  /** Starts one with so many people in each realm. */
  KeycloakServer(Database databases, List<String> algorithms, int people) {
    this.people = people;
    this.databaseCpu = databases.cpu();
    try {
      Path home = unpacked();
      Path realms = Files.createDirectories(home.resolve("data/import"));
      for (String algorithm : algorithms) {
        Files.writeString(realms.resolve(algorithm + "-realm.json"), realm(algorithm));
      }
      process =
          launch(
              home,
              Postgres.url(databases.create(), databases.postgres().port())
                  .replaceAll("\\?.*", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    await("/realms/" + algorithms.get(0));
    ProcessHandle machine =
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .filter(p -> p.info().command().filter(c -> c.endsWith("java")).isPresent())
            .findFirst()
            .orElseThrow();
    cpu = new ProcessCpu(machine);
    jvm = Jvm.attach(machine.pid());
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Use use() {
    return Use.of(cpu, databaseCpu, jvm);
  }

  /** Exchanges refresh tokens, each connection those of another person. */
  List<Conversation> refreshes(String realm) {
    return each(
        i ->
            new RefreshChain(
                Requests.member(logIn(realm, i, ""), "refresh_token"),
                token ->
                    Requests.post(
                        tokens(realm),
                        FORM,
                        "grant_type=refresh_token&" + CLIENT + "&refresh_token=" + token)));
  }

  /** Asks who the owner of an access token is. */
  List<Conversation> userinfo(String realm) {
    return each(
        i ->
            Requests.repeated(
                Requests.get(
                    "/realms/" + realm + "/protocol/openid-connect/userinfo",
                    "Authorization",
                    "Bearer "
                        + Requests.member(logIn(realm, i, "&scope=openid"), "access_token"))));
  }

  List<Conversation> logins(String realm) {
    return each(i -> Requests.repeated(Requests.post(tokens(realm), FORM, password(i))));
  }

  /** An endpoint that asks for no token. */
  List<Conversation> bare(String realm) {
    return each(i -> Requests.repeated(Requests.get("/realms/" + realm)));
  }

  @Override
  public void close() {
    if (jvm != null) {
      jvm.close();
    }
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Conversation> each(java.util.function.IntFunction<Conversation> conversation) {
    return IntStream.range(0, people).mapToObj(conversation).toList();
  }

  private static String tokens(String realm) {
    return "/realms/" + realm + "/protocol/openid-connect/token";
  }

  private static String password(int person) {
    String password = URLEncoder.encode(Person.PASSWORD, StandardCharsets.UTF_8);
    return "grant_type=password&" + CLIENT + "&username=person-" + person + "&password=" + password;
  }

  private String logIn(String realm, int person, String more) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + tokens(realm)))
            .header("Content-Type", FORM)
            .POST(BodyPublishers.ofString(password(person) + more))
            .build();
    HttpResponse<String> answer = send(request);
    if (answer == null || answer.statusCode() != 200) {
      throw new IllegalStateException(
          "Keycloak: " + (answer == null ? "no answer" : answer.body()));
    }
    return answer.body();
  }

  private void await(String path) {
    long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    while (System.nanoTime() < end && process.isAlive()) {
      HttpResponse<String> answer = send(request);
      if (answer != null && answer.statusCode() == 200) {
        return;
      }
      pause();
    }
    close();
    throw new IllegalStateException(
        "Keycloak does not serve; the reason is in target/bench/keycloak.log");
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private Process launch(Path home, String url) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            home.resolve("bin/kc.sh").toString(),
            "start",
            "--db=postgres",
            "--db-url=" + url,
            "--db-username=" + Postgres.USER,
            "--db-password=none",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--hostname=http://127.0.0.1:" + port,
            "--cache=local",
            "--import-realm",
            "--spi-password-hashing--argon2--memory=19456",
            "--spi-password-hashing--argon2--iterations=2");
    command.environment().put("JAVA_HOME", javaHome());
    command.environment().put("JAVA_OPTS_KC_HEAP", "-Xmx512m");
    command.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "bench");
    command.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", "bench");
    return command
        .redirectErrorStream(true)
        .redirectOutput(new File("target/bench/keycloak.log").getAbsoluteFile())
        .redirectInput(new File("/dev/null"))
        .start();
  }

  /** Keycloak needs a Java of release 21 or later. */
  private static String javaHome() throws IOException {
    if (Runtime.version().feature() >= 21) {
      return System.getProperty("java.home");
    }
    try (Stream<Path> all = Files.list(Path.of("/usr/lib/jvm"))) {
      return all.filter(home -> release(home) >= 21)
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "Keycloak needs a JDK 21 or later; set JAVA_HOME to one"))
          .toString();
    }
  }

  private static int release(Path home) {
    try {
      return Files.readString(home.resolve("release"))
          .lines()
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D*(\\d+).*", "$1")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private static Path unpacked() throws IOException {
    Path folder = Path.of("target", "bench", "keycloak").toAbsolutePath();
    Path home = folder.resolve("keycloak-" + VERSION);
    if (!Files.isDirectory(home)) {
      Process maven =
          new ProcessBuilder(
                  "mvn",
                  "-q",
                  "-B",
                  "org.apache.maven.plugins:maven-dependency-plugin:unpack",
                  "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + VERSION + ":zip",
                  "-DoutputDirectory=" + folder)
              .inheritIO()
              .start();
      try {
        if (maven.waitFor() != 0) {
          throw new IOException("Keycloak could not be unpacked");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      home.resolve("bin/kc.sh").toFile().setExecutable(true);
    }
    return home;
  }

  private String realm(String algorithm) {
    String users =
        IntStream.range(0, people)
            .mapToObj(
                i ->
                    """
                    {"username": "person-%1$d", "email": "person-%1$d@example.org", "emailVerified": true,
                     "firstName": "Person", "lastName": "%1$d", "enabled": true,
                     "credentials": [{"type": "password", "value": "%2$s"}]}"""
                        .formatted(i, Person.PASSWORD))
            .collect(Collectors.joining(",\n"));
    return """
        {"realm": "%1$s", "enabled": true, "sslRequired": "none", "defaultSignatureAlgorithm": "%1$s",
         "revokeRefreshToken": true, "refreshTokenMaxReuse": 0, "accessTokenLifespan": 36000,
         "ssoSessionIdleTimeout": 36000, "ssoSessionMaxLifespan": 36000,
         "clients": [{"clientId": "bench", "enabled": true, "publicClient": true, "standardFlowEnabled": false,
                      "directAccessGrantsEnabled": true}],
         "users": [%2$s]}"""
        .formatted(algorithm, users);
  }
}
