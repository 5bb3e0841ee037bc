package dev.latchkey.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Payara Micro with all sample applications, started once for all tests and ended with them. */
final class SampleServer {

  private static SampleServer running;

  private final int port = freePort();
  private final Path log = Path.of("target", "samples", "server.log");
  private final Process process;

  static synchronized SampleServer running() {
    if (running == null) {
      running = new SampleServer();
    }
    return running;
  }

  private SampleServer() {
    String issuer = url("");
    Map<String, String> resourceServer =
        Map.of(
            "latchkey.issuer", issuer,
            "latchkey.jwks-url", url("/.well-known/jwks.json"),
            "latchkey.audience", "samples",
            "latchkey.introspection-url", url("/_allauth/introspect"),
            "latchkey.client-id", "stock",
            "latchkey.client-secret", "stock-secret-of-the-tests",
            "latchkey.introspection-cache-seconds", "0");
    Map<String, String> microProfile =
        Map.of(
            "mp.jwt.verify.publickey.location", url("/.well-known/jwks.json"),
            "mp.jwt.verify.issuer", issuer,
            "mp.jwt.verify.audiences", "samples");
    List<Path> wars =
        List.of(
            SampleWars.write(SampleWars.overlay()),
            SampleWars.write(SampleWars.resourceServer(resourceServer)),
            SampleWars.write(SampleWars.withMechanism(resourceServer)),
            SampleWars.write(SampleWars.withDefinedMechanism(resourceServer)),
            SampleWars.write(SampleWars.microProfile(microProfile)));
    process = start(wars, issuer);
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    awaitReady();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** What the server has logged until now. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process start(List<Path> wars, String issuer) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-jar", "target/server/payara-micro.jar"));
    command.addAll(List.of("--nohazelcast", "--disablephonehome", "--port", String.valueOf(port)));
    command.addAll(List.of("--prebootcommandfile", "src/main/payara/preboot.asadmin"));
    wars.forEach(war -> command.addAll(List.of("--deploy", war.toString())));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(
        Map.of(
            "SECRET_KEY", "a-secret-key-for-the-sample-applications",
            "HEADLESS_JWT_PRIVATE_KEY_FILE", Forger.KEY.toAbsolutePath().toString(),
            "HEADLESS_TOKEN_STRATEGY", "jwt",
            "HEADLESS_JWT_ISSUER", issuer,
            "HEADLESS_JWT_AUDIENCE", "samples",
            "LATCHKEY_CLIENTS_STOCK_SECRET", "stock-secret-of-the-tests",
            "ACCOUNT_EMAIL_VERIFICATION", "none",
            "ACCOUNT_RATE_LIMITS_ENABLED", "false"));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(URI.create(url("/timesheet/api/timesheet"))).build();
    for (int i = 0; i < 360 && process.isAlive(); i++) {
      try {
        if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 401
            && log().contains(" ready in ")) {
          return;
        }
      } catch (IOException notYet) {
        // Nobody listens yet.
      } catch (InterruptedException e) {
        break;
      }
      pause();
    }
    stop();
    throw new IllegalStateException("the server did not start; see " + log);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
