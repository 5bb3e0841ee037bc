package dev.latchkey.bench;

import dev.latchkey.bench.exchange.BareToken;
import dev.latchkey.bench.exchange.Signer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Refreshes beside what the database and the signatures alone allow, and beside an endpoint of the
 * same server that does nothing else.
 */
final class Refreshes implements Bench.Part {

  private static final int PARALLEL = 8;
  private static final String ENDPOINT = "an endpoint with the bare statement and a signature";

  @Override
  public void run(Bench.Surroundings all) {
    for (String kind : all.options().servers()) {
      for (String algorithm : all.options().algorithms()) {
        run(all, kind, algorithm);
      }
    }
  }

  private void run(Bench.Surroundings all, String kind, String algorithm) {
    String database = all.database().create();
    Map<String, String> settings = settings(algorithm);
    settings.put("HEADLESS_JWT_ISSUER", "ours");
    try (LatchkeyServer server =
        LatchkeyServer.start(kind, settings, Optional.empty(), all.database(), database)) {
      List<Conversation> chains =
          Person.signUp(server.port(), all.options().connections()).stream()
              .map(Person::refreshes)
              .toList();
      HttpTarget refresh = new HttpTarget("refresh", server, chains);
      Target bare = bare(all, database, algorithm);
      Target signing =
          new LocalTarget(
              "a signature",
              Runtime.getRuntime().availableProcessors(),
              () -> signature(algorithm),
              null);
      Turns.Measured measured =
          all.turns().measure(List.of(bare, signing, endpoint(all, server, algorithm), refresh));
      all.report().title("Refreshes on " + kind + " with " + algorithm);
      all.report().table(measured);
      all.report()
          .line(
              "Of a signature alone: "
                  + Report.number(measured.ratio("refresh", "a signature"), 2)
                  + ", of the endpoint: "
                  + Report.number(measured.ratio("refresh", ENDPOINT), 2)
                  + ".");
      TokenPaths.statements(all, "refresh", refresh);
    }
  }

  /** The limits hold, but are out of reach: what they cost is part of a refresh. */
  static Map<String, String> settings(String algorithm) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("HEADLESS_JWT_ALGORITHM", algorithm);
    settings.put("ALLAUTH_TRUSTED_PROXY_COUNT", "1");
    settings.put("ACCOUNT_RATE_LIMITS_ENABLED", "true");
    settings.put("ACCOUNT_RATE_LIMITS_SIGNUP", "1000000/m/ip");
    settings.put("ACCOUNT_RATE_LIMITS_REFRESH_TOKEN", "100000000/m/ip");
    return settings;
  }

  /** The same work in the same server, by an endpoint that does nothing else. */
  static Target endpoint(Bench.Surroundings all, LatchkeyServer server, String algorithm) {
    List<Conversation> chains = new ArrayList<>();
    try (Connection connection = all.database().postgres().connect(server.database())) {
      for (int i = 1; i <= all.options().connections(); i++) {
        BareToken token = BareRefresh.begin(connection);
        chains.add(Requests.refreshes("/mechanism/api/refresh/" + algorithm, token.text()));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new HttpTarget(ENDPOINT, server, chains);
  }

  private static Runnable signature(String algorithm) {
    Signer signer = Signer.of(algorithm);
    byte[] token = new byte[500];
    return () -> signer.sign(token);
  }

  /** The same work of the database and one signature, without a server. */
  static Target bare(Bench.Surroundings all, String database, String algorithm) {
    return new LocalTarget(
        "bare statement and a signature",
        PARALLEL,
        () -> new BareRefresh(all.database(), database, Signer.of(algorithm)),
        all.database().cpu());
  }
}
