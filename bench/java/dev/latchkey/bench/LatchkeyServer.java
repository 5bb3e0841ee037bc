package dev.latchkey.bench;

import dev.latchkey.it.support.Postgres;
import dev.latchkey.it.support.ServerProcess;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A server with the WAR, beside it the applications to compare with, and a database in PostgreSQL.
 */
final class LatchkeyServer implements SystemUnderTest, AutoCloseable {

  /** The longest way to the first answer that is waited for is the server's own. */
  private static final String FIRST = "/_allauth/app/v1/config";

  private final int port;
  private final String database;
  private final ServerProcess process;
  private final ProcessHandle machine;
  private final ProcessCpu cpu;
  private final ProcessCpu databaseCpu;
  private final Jvm jvm;

  private LatchkeyServer(int port, String database, ServerProcess process, Database databases) {
    this.port = port;
    this.database = database;
    this.process = process;
    this.machine = machine(process);
    this.cpu = new ProcessCpu(machine);
    this.databaseCpu = databases.cpu();
    this.jvm = Jvm.attach(machine.pid());
  }

  /**
   * Starts one.
   *
   * @param war to serve; empty for the one that was built
   * @param database by name, on which other nodes may be as well
   */
  static LatchkeyServer start(
      String kind,
      Map<String, String> settings,
      Optional<Path> war,
      Database databases,
      String database) {
    return start(kind, settings, war, databases, database, List.of(FIRST));
  }

  /**
   * The same.
   *
   * @param ready paths that answer when it is ready
   */
  static LatchkeyServer start(
      String kind,
      Map<String, String> settings,
      Optional<Path> war,
      Database databases,
      String database,
      List<String> ready) {
    int port = ServerProcess.freePort();
    Map<String, String> all = new TreeMap<>();
    all.put("SECRET_KEY", "Zr4GmTq9YvXk2LhWc7NsBd6PfJe3UaQw-bench");
    all.put("HEADLESS_TOKEN_STRATEGY", "jwt");
    all.put("HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN", "36000");
    all.put("ACCOUNT_EMAIL_VERIFICATION", "none");
    all.put("ACCOUNT_RATE_LIMITS_ENABLED", "false");
    all.put("LATCHKEY_PASSWORD_HASH_WAIT", "300");
    all.put("LATCHKEY_JAVA_OPTIONS", "-Xmx512m");
    all.put("LATCHKEY_TEST_DB", Postgres.url(database, databases.postgres().port()));
    all.put("LATCHKEY_TEST_DB_SHARED", "true");
    all.putAll(settings);
    war.ifPresent(file -> all.put("LATCHKEY_SERVE_WAR", file.toAbsolutePath().toString()));
    boolean compared = all.containsKey("HEADLESS_JWT_ISSUER");
    List<String> paths = ready;
    if (compared) {
      all.put("HEADLESS_JWT_ISSUER", "http://127.0.0.1:" + port);
      all.put("LATCHKEY_SERVE_ALSO", Wars.beside(port, all.get("HEADLESS_JWT_ALGORITHM")));
      paths = List.of(FIRST, "/plain/api/me", "/mechanism/api/me", "/microprofile/api/me");
    }
    return new LatchkeyServer(
        port, database, ServerProcess.start(port, all, kind, paths), databases);
  }

  @Override
  public int port() {
    return port;
  }

  /** The name of its database. */
  String database() {
    return database;
  }

  @Override
  public Use use() {
    return Use.of(cpu, databaseCpu, jvm);
  }

  /** Resident memory, in bytes. */
  double resident() {
    return cpu.resident();
  }

  /** What is left on the heap after a collection, in bytes. */
  double live() {
    return jvm == null ? Double.NaN : jvm.live();
  }

  /** The process identifier of its Java virtual machine. */
  long pid() {
    return machine.pid();
  }

  @Override
  public void close() {
    if (jvm != null) {
      jvm.close();
    }
    process.close();
  }

  /** Of what the script has started, the one that has worked most. */
  private static ProcessHandle machine(ProcessHandle script) {
    return script
        .descendants()
        .filter(p -> p.info().command().filter(c -> c.endsWith("java")).isPresent())
        .max(Comparator.comparing(p -> p.info().totalCpuDuration().orElseThrow()))
        .orElseThrow();
  }

  private static ProcessHandle machine(ServerProcess process) {
    return machine(process.handle());
  }
}
