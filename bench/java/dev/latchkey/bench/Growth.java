package dev.latchkey.bench;

import dev.latchkey.it.support.Postgres;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/**
 * Session tokens and refreshes with few sessions and with many, beside a mechanism that reads any
 * account, and beside a great clean-up.
 */
final class Growth implements Bench.Part {

  private static final int MILLION = 1_000_000;
  private static final String STATEMENT = "a mechanism with one statement, an account of ";

  @Override
  public void run(Bench.Surroundings all) {
    List<Integer> sizes =
        all.options().isSmoke() ? List.of(100, 10_000) : List.of(1_000, 100_000, MILLION);
    List<HttpTarget> targets = new ArrayList<>();
    List<LatchkeyServer> servers = new ArrayList<>();
    try {
      List<CompletableFuture<LatchkeyServer>> starting =
          sizes.stream()
              .map(size -> CompletableFuture.supplyAsync(() -> server(all), Threads.ONE_EACH))
              .toList();
      starting.forEach(server -> servers.add(server.join()));
      for (int i = 0; i < sizes.size(); i++) {
        int size = sizes.get(i);
        LatchkeyServer server = servers.get(i);
        Rows.sessions(all.database(), server.database(), size);
        targets.addAll(targets(all, server, size));
      }
      all.report().title("Growth on payara-micro");
      Turns.Measured measured = all.turns().measure(targets);
      all.report().table(measured);
      int kinds = targets.size() / sizes.size();
      for (int i = kinds; i < targets.size(); i++) {
        String many = targets.get(i).name();
        String fewest = targets.get(i % kinds).name();
        all.report()
            .line(
                many
                    + ": "
                    + Report.number(measured.ratio(many, fewest), 2)
                    + " of "
                    + fewest
                    + ".");
      }
      LatchkeyServer largest = servers.get(servers.size() - 1);
      plans(all, largest, targets.subList(targets.size() - kinds + 1, targets.size()));
      servers.subList(0, servers.size() - 1).forEach(LatchkeyServer::close);
      cleanUp(all, largest, sizes.get(sizes.size() - 1));
    } finally {
      servers.forEach(LatchkeyServer::close);
    }
  }

  private static LatchkeyServer server(Bench.Surroundings all) {
    return LatchkeyServer.start(
        "payara-micro",
        Map.of("HEADLESS_JWT_ALGORITHM", "ES256", "HEADLESS_JWT_ISSUER", "ours"),
        Optional.empty(),
        all.database(),
        all.database().create());
  }

  private static List<HttpTarget> targets(Bench.Surroundings all, LatchkeyServer server, int size) {
    int many = all.options().connections();
    Conversation account =
        new AnyOf(size, i -> Requests.get("/mechanism/api/me", "X-Account", "-" + i));
    Conversation session =
        new AnyOf(size, i -> Requests.get("/api/me", "X-Session-Token", "bench-" + i));
    List<Conversation> chains =
        Person.signUp(server.port(), many).stream().map(Person::refreshes).toList();
    return List.of(
        new HttpTarget(STATEMENT + size, server, Collections.nCopies(many, account)),
        new HttpTarget("session token of " + size, server, Collections.nCopies(many, session)),
        new HttpTarget("refresh of " + size, server, chains));
  }

  /** The clean-up begins by itself within a minute or two and then goes on until all is gone. */
  private static void cleanUp(Bench.Surroundings all, LatchkeyServer server, int size) {
    List<HttpTarget> targets = targets(all, server, size);
    Turns.Measured quiet = all.turns().measure(targets);
    int ended = all.options().isSmoke() ? 10_000 : MILLION;
    Rows.ended(all.database(), server.database(), 2 * MILLION, ended);
    long left = left(all, server);
    while (left(all, server) == left) {
      sleep();
    }
    long begun = System.nanoTime();
    Turns.Measured beside = all.turns().measure(targets);
    double rate = (left - left(all, server)) / ((System.nanoTime() - begun) / 1e9);
    all.report().line("");
    all.report().line("Beside a clean-up of " + ended + " sessions with their tokens:");
    for (Target target : targets) {
      double before = quiet.median(target.name(), Sample::perSecond);
      double during = beside.median(target.name(), Sample::perSecond);
      all.report()
          .line(
              "- "
                  + target.name()
                  + ": "
                  + Report.number(during / before, 2)
                  + " of its rate before");
    }
    all.report().line("- rows removed per second meanwhile: " + Report.number(rate, 0));
  }

  private static long left(Bench.Surroundings all, LatchkeyServer server) {
    String sql =
        "SELECT (SELECT COUNT(*) FROM refresh_token WHERE expires_at < 1000 * EXTRACT(EPOCH FROM CURRENT_TIMESTAMP))"
            + " + (SELECT COUNT(*) FROM session WHERE expires_at < 1000 * EXTRACT(EPOCH FROM CURRENT_TIMESTAMP))";
    try (Connection c = all.database().postgres().connect(server.database());
        Statement s = c.createStatement();
        ResultSet r = s.executeQuery(sql)) {
      r.next();
      return r.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(Duration.ofSeconds(1).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Shows by which index each statement goes that a target needs. */
  private static void plans(
      Bench.Surroundings all, LatchkeyServer server, List<HttpTarget> targets) {
    int times = 50;
    for (HttpTarget target : targets) {
      Database.Statements statements = all.database().statements(() -> target.send(times), times);
      for (String statement : statements.each()) {
        String sql = statement.substring(statement.indexOf('×') + 2);
        all.report().line("");
        all.report().line(target.name() + ": `" + sql + "`");
        all.report().line("```");
        explain(all, server, sql).forEach(all.report()::line);
        all.report().line("```");
      }
    }
  }

  private static List<String> explain(Bench.Surroundings all, LatchkeyServer server, String sql) {
    List<String> lines = new ArrayList<>();
    // The simple protocol: with the other one, the driver would want to bind the parameters.
    String url = Postgres.url(server.database(), all.database().postgres().port());
    try (Connection c = DriverManager.getConnection(url + "&preferQueryMode=simple");
        Statement s = c.createStatement();
        ResultSet r = s.executeQuery("EXPLAIN (GENERIC_PLAN, COSTS OFF) " + sql)) {
      while (r.next()) {
        lines.add(r.getString(1));
      }
      return lines;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks about one of many, another one each time. */
  private record AnyOf(int size, IntFunction<byte[]> request) implements Conversation {

    @Override
    public ByteBuffer next() {
      int number = ThreadLocalRandom.current().nextInt(1, size + 1);
      return ByteBuffer.wrap(request.apply(number));
    }

    @Override
    public boolean answered(int status, byte[] body, int length) {
      return status == 200;
    }
  }
}
