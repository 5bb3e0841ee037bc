package dev.latchkey.image;

import dev.latchkey.it.support.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What an image would start, started on this machine: its entry point, in its folder, with its
 * environment and the port a free one, and as its user where the tests may choose. {@code /tmp} is
 * a folder beside the image's.
 */
final class Container implements AutoCloseable {

  private final Dockerfile file;
  private final Stage stage;
  private final Path root;
  private final Path tmp;
  private final Path log;
  private final int port = ServerProcess.freePort();
  private final Map<String, String> environment = new TreeMap<>();
  private Process process;

  Container(Dockerfile file, Stage stage, Path root, Map<String, String> settings)
      throws IOException {
    this.file = file;
    this.stage = stage;
    this.root = root;
    this.tmp = Files.createTempDirectory(root.getParent(), "tmp");
    this.log = Path.of("target/it").resolve("container-" + stage.name() + ".log").toAbsolutePath();
    Files.createDirectories(log.getParent());
    Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("rwxrwxrwx"));
    String java = System.getProperty("java.home");
    environment.put("JAVA_HOME", java);
    environment.put("PATH", java + "/bin:" + System.getenv("PATH"));
    environment.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + tmp + " -Duser.home=/nowhere");
    file.environment(stage).forEach((name, value) -> environment.put(name, here(value)));
    environment.put("HTTP_PORT", Integer.toString(port));
    environment.putAll(settings);
  }

  void start() throws IOException {
    process =
        command(file.last(stage, "ENTRYPOINT").orElseThrow().command())
            .redirectOutput(log.toFile())
            .start();
  }

  /** Whether the image's own health check says so. */
  boolean isHealthy() throws IOException, InterruptedException {
    Process check =
        command(file.last(stage, "HEALTHCHECK").orElseThrow().command())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!check.waitFor(30, TimeUnit.SECONDS)) {
      check.destroyForcibly();
      return false;
    }
    return check.exitValue() == 0;
  }

  boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Sends it SIGTERM, as {@code docker stop} does, and returns what it ends with. */
  int stop(int seconds) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("It has not ended within " + seconds + " seconds. Its log: " + log);
    }
    return process.exitValue();
  }

  /** A line of {@code /proc/PID/status} of what gets the signals. */
  String status(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith(name + ":"))
        .findFirst()
        .orElseThrow()
        .substring(name.length() + 1)
        .strip();
  }

  String user() {
    return file.last(stage, "USER").orElseThrow().text();
  }

  int port() {
    return port;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** How much it has written to its {@code /tmp}, in bytes. */
  long written() throws IOException {
    try (Stream<Path> all = Files.walk(tmp)) {
      return all.filter(Files::isRegularFile).mapToLong(Container::size).sum();
    }
  }

  @Override
  public void close() {
    if (isRunning()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  static boolean mayChooseUser() {
    return System.getProperty("user.name").equals("root");
  }

  private ProcessBuilder command(List<String> program) {
    List<String> all = new ArrayList<>();
    if (mayChooseUser()) {
      all.addAll(
          List.of(
              "setpriv",
              "--reuid=" + user(),
              "--regid=" + user(),
              "--clear-groups",
              "--no-new-privs"));
    }
    all.addAll(program);
    Path folder = HandBuild.within(root, file.folder(stage));
    ProcessBuilder builder =
        new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  private String here(String value) {
    if (value.startsWith("/tmp/")) {
      return tmp + value.substring("/tmp".length());
    }
    return value.startsWith("/") ? HandBuild.within(root, value).toString() : value;
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
