package dev.latchkey.samples;

import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An application with a framework that is no Jakarta EE server, from {@code src/test/samples}:
 * built by Maven, and run in a process of its own.
 */
final class OtherApplication implements AutoCloseable {

  private static final Path SOURCES = Path.of("src", "test", "samples");
  private static final Path BUILT = Path.of("target", "samples");
  private static final Duration BUILD = Duration.ofMinutes(10);
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration END = Duration.ofSeconds(20);

  /** Which, and where its Maven build leaves what can be started. */
  enum Kind {
    SPRING_BOOT("spring-boot", "target/badge.jar", "server.address", "server.port"),
    QUARKUS(
        "quarkus", "target/quarkus-app/quarkus-run.jar", "quarkus.http.host", "quarkus.http.port");

    private final String folder;
    private final String jar;
    private final String address;
    private final String port;

    Kind(String folder, String jar, String address, String port) {
      this.folder = folder;
      this.jar = jar;
      this.address = address;
      this.port = port;
    }
  }

  private final Process process;
  private final URI base;

  private OtherApplication(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  /** Builds it with its own POM, in a copy of its folder. */
  static void build(Kind kind) {
    Path copy = BUILT.resolve(kind.folder);
    copy(SOURCES.resolve(kind.folder), copy);
    Process maven =
        run(copy, kind.folder + "-build.log", List.of("mvn", "-q", "-B", "clean", "package"));
    try {
      if (!maven.waitFor(BUILD.toSeconds(), TimeUnit.SECONDS) || maven.exitValue() != 0) {
        maven.destroyForcibly();
        throw new AssertionError("not built; see " + BUILT.resolve(kind.folder + "-build.log"));
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Starts it.
   *
   * @param properties in place of those in its {@code application.properties}
   */
  static OtherApplication start(Kind kind, Map<String, String> properties) {
    int port = ServerProcess.freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-D" + kind.address + "=127.0.0.1");
    command.add("-D" + kind.port + "=" + port);
    command.addAll(List.of("-jar", kind.jar));
    Process process = run(BUILT.resolve(kind.folder), kind.folder + ".log", command);
    OtherApplication application =
        new OtherApplication(process, URI.create("http://127.0.0.1:" + port));
    application.awaitStart();
    return application;
  }

  private void awaitStart() {
    long deadline = System.nanoTime() + START.toNanos();
    while (!new Http(base).serves("/badge")) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        close();
        throw new AssertionError("it does not serve; see the logs in " + BUILT);
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  HttpResponse<String> get(String path) {
    return Visitor.send(HttpRequest.newBuilder(base.resolve(path)));
  }

  HttpResponse<String> get(String path, String token) {
    return Visitor.send(
        HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Process run(Path folder, String log, List<String> command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(BUILT.resolve(log).toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }
}
