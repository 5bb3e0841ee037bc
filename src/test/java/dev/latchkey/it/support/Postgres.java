package dev.latchkey.it.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the tests' own on a free port of loopback, with an empty data folder.
 *
 * <p>It does not run as root; where the tests do, it runs as {@value #NOBODY}, a user without
 * rights.
 */
public final class Postgres implements AutoCloseable {

  public static final String USER = "latchkey";

  /**
   * What a process leaves to the operating system outlives the process; no test switches the
   * machine off.
   */
  private static final String FAST = "-c fsync=off -c full_page_writes=off -c max_connections=300";

  /**
   * How transactions are isolated where clients ask for nothing else, as PostgreSQL names it:
   * {@code serializable}; or {@code default}.
   */
  private static final String ISOLATION = System.getProperty("latchkey.test.isolation", "default");

  private static final int NOBODY = 65534;

  private final Path programs = Programs.unpacked();
  private final Path folder;
  private final Path log;
  private final String options;
  private final int port = ServerProcess.freePort();
  private final List<String> as;

  /** Makes one and starts it. */
  public Postgres() {
    this(FAST);
  }

  /**
   * The same, configured otherwise.
   *
   * @param options as the server takes them: {@code -c name=value …}
   */
  public Postgres(String options) {
    this.options = options + isolation();
    try {
      folder = Files.createTempDirectory(Programs.temporary(), "latchkey-db");
      log = ProcessFolder.of("it").resolve("postgres.log");
      as = asUserWithoutRights();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run(
        "initdb",
        "-D",
        data(),
        "-U",
        USER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-locale",
        "--no-sync");
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    start();
  }

  private static String isolation() {
    return ISOLATION.equals("default") ? "" : " -c default_transaction_isolation=" + ISOLATION;
  }

  public int port() {
    return port;
  }

  public String url(String database) {
    return url(database, port);
  }

  /** The address of a database, by way of another port. */
  public static String url(String database, int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
  }

  /** Makes an empty database. */
  public void create(String database) {
    execute("postgres", "CREATE DATABASE " + database);
  }

  public void execute(String database, String sql) {
    try (Connection c = connect(database);
        Statement s = c.createStatement()) {
      s.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database));
  }

  /** What it logs. */
  public Path serverLog() {
    return folder.resolve("log");
  }

  /** The process of the server; those of its connections are its children. */
  public ProcessHandle handle() {
    try (Stream<String> lines = Files.lines(Path.of(data(), "postmaster.pid"))) {
      return ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow())).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again, and waits until it serves. */
  public void start() {
    String all =
        "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= " + options;
    run("pg_ctl", "start", "-w", "-D", data(), "-l", serverLog().toString(), "-o", all);
  }

  /**
   * Stops it immediately, whatever it is doing; what was committed is there when it starts again.
   */
  public void stop() {
    run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data());
  }

  @Override
  public void close() {
    if (Files.exists(folder)) {
      try {
        stop();
      } catch (AssertionError notRunning) {
        // Good.
      }
      delete(folder);
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private void run(String program, String... arguments) {
    List<String> command = new ArrayList<>(as);
    command.add(programs.resolve("bin").resolve(program).toString());
    command.addAll(Arrays.asList(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .redirectInput(new File("/dev/null"))
              .start();
      if (!process.waitFor(90, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(program + " has failed; the reason is in " + log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<String> asUserWithoutRights() throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      return List.of();
    }
    Files.setAttribute(folder, "unix:uid", NOBODY);
    Files.setAttribute(folder, "unix:gid", NOBODY);
    return List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--");
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
