package dev.latchkey.torture;

import dev.latchkey.it.support.MailServer;
import dev.latchkey.it.support.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Two nodes of one Latchkey, their one database and the way to it. Register it as a static
 * extension: classes that name the same settings share the nodes, and before each test all of it is
 * well again.
 *
 * <p>Requests count as coming from the address in {@code X-Forwarded-For}, and all rate limits
 * hold.
 */
final class Cluster implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  private static final ExtensionContext.Namespace SHARED =
      ExtensionContext.Namespace.create(Cluster.class);
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Little memory, and no going on without it; soon started rather than fast. */
  private static final String JAVA_OPTIONS =
      "-Xmx256m -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private static final Map<String, String> FORGIVING =
      Map.of(
          "HEADLESS_JWT_STATEFUL_VALIDATION_ENABLED", "true",
          "HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL", "10");

  private static final Map<String, String> COMMON =
      Map.ofEntries(
          Map.entry("SECRET_KEY", "u5Hn8QeXt3WzKc7LrVb2JmYp9DgSf4Ax-torture"),
          Map.entry("HEADLESS_TOKEN_STRATEGY", "jwt"),
          Map.entry("HEADLESS_JWT_ALGORITHM", "ES256"),
          Map.entry("ALLAUTH_TRUSTED_PROXY_COUNT", "1"),
          Map.entry("ACCOUNT_LOGIN_BY_CODE_ENABLED", "true"),
          Map.entry("LATCHKEY_MFA_REQUIRED", "nobody"),
          Map.entry("LATCHKEY_COOKIE_AUTHENTICATION", "true"),
          Map.entry("LATCHKEY_JAVA_OPTIONS", JAVA_OPTIONS),
          // Most tests start Payara Micro otherwise; these start it as users do.
          Map.entry("LATCHKEY_CLASS_ARCHIVE", "false"),
          Map.entry("LATCHKEY_TEST_DB_SHARED", "true"));

  private final Map<String, String> settings;
  private final boolean isPooled;
  private Running running;

  /** What all classes share; one set of nodes runs at a time. */
  private static final class Shared implements AutoCloseable {

    final Postgres postgres = new Postgres();
    final MailServer mails = new MailServer();
    Running running;

    Running with(Map<String, String> settings, boolean isPooled) {
      if (running == null
          || !running.settings.equals(settings)
          || running.pooler.isPresent() != isPooled) {
        end();
        running = new Running(settings, postgres, mails, isPooled);
      }
      return running;
    }

    private void end() {
      if (running != null) {
        running.close();
        running = null;
      }
    }

    @Override
    public void close() {
      end();
      mails.stop();
      postgres.close();
    }
  }

  private static final class Running implements AutoCloseable {

    final Map<String, String> settings;
    final Postgres postgres;
    final MailServer mails;
    final String database = "torture_" + COUNT.incrementAndGet();
    final Link link;
    final Optional<PgBouncer> pooler;
    final List<Node> nodes;

    Running(Map<String, String> settings, Postgres postgres, MailServer mails, boolean isPooled) {
      this.settings = settings;
      this.postgres = postgres;
      this.mails = mails;
      this.link = new Link(postgres.port());
      this.pooler = isPooled ? Optional.of(new PgBouncer(link.port())) : Optional.empty();
      postgres.create(database);
      Map<String, String> all = new TreeMap<>(COMMON);
      all.putAll(mails.settings());
      all.put(
          "LATCHKEY_TEST_DB",
          pooler.map(p -> p.url(database)).orElseGet(() -> Postgres.url(database, link.port())));
      all.putAll(settings);
      CompletableFuture<Node> second = CompletableFuture.supplyAsync(() -> Node.start(all));
      nodes = List.of(Node.start(all), second.join());
    }

    @Override
    public void close() {
      nodes.forEach(Node::stop);
      pooler.ifPresent(PgBouncer::close);
      link.close();
    }
  }

  private Cluster(Map<String, String> settings, boolean isPooled) {
    this.settings = settings;
    this.isPooled = isPooled;
  }

  /**
   * Access tokens that end with their session, and refresh tokens that may be used again for ten
   * seconds.
   */
  static Cluster forgiving() {
    return new Cluster(FORGIVING, false);
  }

  /** As {@link #forgiving()}, through a PgBouncer that lends connections for a transaction. */
  static Cluster pooled() {
    return new Cluster(FORGIVING, true);
  }

  /** Stateless access tokens, and refresh tokens that are valid once. */
  static Cluster strict() {
    return new Cluster(
        Map.of(
            "HEADLESS_JWT_STATEFUL_VALIDATION_ENABLED", "false",
            "HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN", "30",
            "HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL", "0"),
        false);
  }

  /** With these settings besides the common ones. */
  static Cluster with(Map<String, String> settings) {
    return new Cluster(settings, false);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Shared shared =
        context
            .getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, SHARED)
            .getOrComputeIfAbsent(Shared.class, k -> new Shared(), Shared.class);
    running = shared.with(settings, isPooled);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    running.nodes.forEach(Node::revive);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    running.link.mend();
  }

  Node first() {
    return running.nodes.get(0);
  }

  Node second() {
    return running.nodes.get(1);
  }

  List<Node> nodes() {
    return running.nodes;
  }

  Node any(Random choices) {
    return running.nodes.get(choices.nextInt(running.nodes.size()));
  }

  Postgres postgres() {
    return running.postgres;
  }

  Link link() {
    return running.link;
  }

  MailServer mails() {
    return running.mails;
  }

  /** The name of the nodes' database. */
  String database() {
    return running.database;
  }

  /** The one number that a query finds. */
  long number(String sql, Object... parameters) {
    try (Connection c = postgres().connect(database());
        PreparedStatement s = c.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        s.setObject(i + 1, parameters[i]);
      }
      try (ResultSet r = s.executeQuery()) {
        if (!r.next()) {
          throw new AssertionError("nothing found: " + sql);
        }
        return r.getLong(1);
      }
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
