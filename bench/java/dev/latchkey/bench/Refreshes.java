package dev.latchkey.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refreshes beside what the database and the signatures alone allow. */
final class Refreshes implements Bench.Part {

  private static final int PARALLEL = 8;

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
    Map<String, String> settings = Map.of("HEADLESS_JWT_ALGORITHM", algorithm);
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
              () -> BareRefresh.signature(algorithm),
              null);
      Turns.Measured measured = all.turns().measure(List.of(bare, signing, refresh));
      all.report().title("Refreshes on " + kind + " with " + algorithm);
      all.report().table(measured);
      all.report()
          .line(
              "Of a signature alone: "
                  + Report.number(measured.ratio("refresh", "a signature"), 2)
                  + ".");
      TokenPaths.statements(all, "refresh", refresh);
    }
  }

  /** The same work of the database and one signature, without a server. */
  static Target bare(Bench.Surroundings all, String database, String algorithm) {
    return new LocalTarget(
        "bare statement and a signature",
        PARALLEL,
        () -> new BareRefresh(all.database(), database, BareRefresh.signature(algorithm)),
        all.database().cpu());
  }
}
