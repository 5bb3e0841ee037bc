package dev.latchkey.it.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server started by {@code bin/serve}; closing it ends it and everything it has written. */
public final class ServerProcess implements AutoCloseable {

  /** As {@code bin/serve} knows it. */
  private static final String SERVER = System.getProperty("latchkey.server", "payara-micro");

  /** Whether servers get a PostgreSQL instead of their own default database. */
  private static final boolean ON_POSTGRESQL =
      System.getProperty("latchkey.database", "default").equals("postgresql");

  /** Soon started rather than fast: a server is asked a few hundred times at most. */
  private static final String JAVA_OPTIONS = "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration END = Duration.ofSeconds(30);
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** How names of settings begin: none of the surroundings' is handed on. */
  private static final List<String> OURS =
      List.of(
          "ACCOUNT_",
          "ALLAUTH_",
          "AUDIT_",
          "CORS_",
          "CSRF_",
          "DEFAULT_FROM_EMAIL",
          "EMAIL_",
          "HEADLESS_",
          "LATCHKEY_",
          "MFA_",
          "SECRET_KEY",
          "SESSION_",
          "SESSIONS_",
          "SMS_",
          "USERSESSIONS_");

  /** What is for {@code bin/serve}, and no setting. */
  private static final Set<String> NOT_SETTINGS =
      Set.of(
          "LATCHKEY_TEST_DB",
          "LATCHKEY_SERVERS",
          "LATCHKEY_JAVA_OPTIONS",
          "LATCHKEY_CLASS_ARCHIVE");

  private final Process process;
  private final URI base;
  private final Path log;

  private ServerProcess(Process process, URI base, Path log) {
    this.process = process;
    this.base = base;
    this.log = log;
  }

  /** Whether the servers are WildFly. */
  public static boolean isWildFly() {
    return SERVER.startsWith("wildfly");
  }

  public static boolean isPayara7() {
    return SERVER.equals("payara7-micro");
  }

  public static boolean isGlassFish() {
    return SERVER.startsWith("glassfish");
  }

  /** Whether the server answers with a page of its own to what it does not hand on. */
  public static boolean rejectsInItsOwnWords() {
    return isGlassFish() || SERVER.equals("liberty");
  }

  /** Whether the server has EJB; WildFly's {@code standalone-microprofile.xml} has not. */
  public static boolean hasEnterpriseBeans() {
    return !SERVER.equals("wildfly-microprofile");
  }

  /**
   * Whether {@code SecurityContext.isCallerInRole} works: Payara 6 asks the policy of the JVM,
   * which says no to all since Java 24 (JEP 486).
   */
  public static boolean knowsRolesInSecurityContext() {
    return !SERVER.startsWith("payara") || isPayara7() || Runtime.version().feature() < 24;
  }

  /**
   * Whether the server's own MicroProfile JWT works; GlassFish 8.0.0 finds two of its mechanism,
   * and takes none.
   */
  public static boolean hasMicroProfileJwt() {
    return !SERVER.equals("glassfish8");
  }

  /** Starts a server and waits until it serves. */
  public static ServerProcess start(Map<String, String> settings) {
    return start(settings, SERVER);
  }

  /** Starts that server, as {@code bin/serve} knows it, and waits until it serves. */
  public static ServerProcess start(Map<String, String> settings, String kind) {
    String mount = settings.getOrDefault("HEADLESS_MOUNT_PATH", Http.MOUNT);
    return start(launch(freePort(), settings, kind), List.of(mount + "/app/v1/config"));
  }

  /** Starts a server on a port, and waits until there is something at each of the paths. */
  public static ServerProcess start(int port, Map<String, String> settings, List<String> paths) {
    return start(launch(port, settings, SERVER), paths);
  }

  /** Starts that server on a port, and waits until there is something at each of the paths. */
  public static ServerProcess start(
      int port, Map<String, String> settings, String kind, List<String> paths) {
    return start(launch(port, settings, kind), paths);
  }

  private static ServerProcess start(ServerProcess server, List<String> paths) {
    try {
      paths.forEach(server::awaitReady);
      return server;
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  /** Starts a server whose deployment fails, and returns its log when it has ended. */
  public static String failToStart(Map<String, String> settings) {
    try (ServerProcess server = launch(freePort(), settings, SERVER)) {
      if (!server.process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("The server has not ended by itself. Its log: " + server.log);
      }
      if (server.process.exitValue() == 0) {
        throw new AssertionError(
            "The server has ended as if all were well. Its log: " + server.log);
      }
      return server.log();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Starts a server whose deployment a servlet initializer stops, and returns its log. Open Liberty
   * goes on all the same, and answers 503 to everything.
   */
  public static String failInInitializer(Map<String, String> settings) {
    if (!SERVER.equals("liberty")) {
      return failToStart(settings);
    }
    try (ServerProcess server = launch(freePort(), settings, SERVER)) {
      Http http = new Http(server.base);
      long deadline = System.nanoTime() + START.toNanos();
      while (!http.isUnavailable("/_allauth/app/v1/config") || !http.isUnavailable("/")) {
        if (System.nanoTime() > deadline || !server.process.isAlive()) {
          throw new AssertionError("The server is not closed. Its log: " + server.log);
        }
        Thread.sleep(200);
      }
      return server.log();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  public URI base() {
    return base;
  }

  /** All that the server has said so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process of {@code bin/serve}; the server itself is among its descendants. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it in the midst of whatever it does (SIGKILL). */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    try {
      process.waitFor(END.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Tells it to end, and does not wait until it has. */
  public void terminate() {
    process.destroy();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static ServerProcess launch(int port, Map<String, String> settings, String kind) {
    try {
      Path log = ProcessFolder.of("it").resolve(kind + "-" + COUNT.incrementAndGet() + ".log");
      ProcessBuilder command =
          new ProcessBuilder(new File("bin/serve").getAbsolutePath(), Integer.toString(port), kind)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      command.environment().keySet().removeIf(ServerProcess::isSetting);
      command.environment().put("JAVA_HOME", System.getProperty("java.home"));
      command.environment().putIfAbsent("LATCHKEY_JAVA_OPTIONS", JAVA_OPTIONS);
      command.environment().putIfAbsent("LATCHKEY_CLASS_ARCHIVE", "true");
      // bin/serve is for evaluation and would allow them.
      command.environment().put("LATCHKEY_ALLOW_WEAK_SECRETS", "false");
      if (ON_POSTGRESQL) {
        command.environment().put("LATCHKEY_TEST_DB", SharedPostgres.INSTANCE.url("postgres"));
      }
      command.environment().putAll(settings);
      return new ServerProcess(command.start(), URI.create("http://127.0.0.1:" + port), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSetting(String name) {
    return !NOT_SETTINGS.contains(name) && OURS.stream().anyMatch(name::startsWith);
  }

  void awaitReady(String path) {
    Http http = new Http(base);
    long deadline = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (http.serves(path)) {
        return;
      }
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    throw new AssertionError("The server does not serve. Its log: " + log);
  }

  /** A port of the loopback interface without a listener. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }

  /** Started when the first server needs it, and ended with the tests. */
  private static final class SharedPostgres {
    private static final Postgres INSTANCE = new Postgres();
  }
}
