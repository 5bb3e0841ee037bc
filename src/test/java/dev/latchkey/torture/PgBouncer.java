package dev.latchkey.torture;

import dev.latchkey.it.support.ProcessFolder;
import dev.latchkey.it.support.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PgBouncer in front of a PostgreSQL, which lends its connections for one transaction at a time.
 * The program is the machine's (Debian: {@code pgbouncer}); port and files are its own.
 */
final class PgBouncer implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
  private static final String NOBODY = "65534";
  private static final Duration START = Duration.ofSeconds(20);

  private final int port = ServerProcess.freePort();
  private final Path folder;
  private final Process process;

  /** Whether the machine has the program. */
  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /** Starts one, and waits until it serves. @param database the port of the PostgreSQL */
  PgBouncer(int database) {
    try {
      folder = Files.createTempDirectory("latchkey-pgbouncer");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Path file = Files.writeString(folder.resolve("pgbouncer.ini"), configuration(database));
      process = start(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    await();
  }

  /**
   * Fewer connections of the database than the nodes have in their pools, so that they are lent to
   * one and the other all the time.
   */
  private String configuration(int database) {
    return String.join(
        "\n",
        "[databases]",
        "* = host=127.0.0.1 port=" + database + " user=latchkey",
        "[pgbouncer]",
        "listen_addr = 127.0.0.1",
        "listen_port = " + port,
        "unix_socket_dir =",
        "auth_type = any",
        "pool_mode = transaction",
        "default_pool_size = 6",
        "max_client_conn = 200",
        "ignore_startup_parameters = extra_float_digits, options",
        "");
  }

  private Process start(Path file) throws IOException {
    boolean isRoot = System.getProperty("user.name").equals("root");
    List<String> command =
        isRoot
            ? List.of(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                "--",
                PROGRAM.toString(),
                file.toString())
            : List.of(PROGRAM.toString(), file.toString());
    File log = ProcessFolder.of("it").resolve("pgbouncer.log").toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  private void await() {
    long deadline = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return;
      } catch (IOException notYet) {
        pause();
      }
    }
    close();
    throw new AssertionError(
        "PgBouncer does not serve; the reason is in pgbouncer.log below target/it");
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The address of a database for PostgreSQL's driver, as the documentation says. */
  String url(String database) {
    return urlWithNamedStatements(database) + "&prepareThreshold=0";
  }

  /** The same, but the driver is left to name its statements. */
  String urlWithNamedStatements(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=latchkey";
  }

  @Override
  public void close() {
    process.destroyForcibly();
    folder.resolve("pgbouncer.ini").toFile().delete();
    folder.toFile().delete();
  }
}
