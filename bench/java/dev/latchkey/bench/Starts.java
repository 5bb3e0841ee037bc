package dev.latchkey.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long a server takes to the first answer, and what memory it needs, with a heap of 256 MiB.
 */
final class Starts implements Bench.Part {

  private static final int REQUESTS = 1_000_000;
  private static final double MIB = 1 << 20;

  @Override
  public void run(Bench.Surroundings all) {
    all.report().title("Start and memory, with a heap of 256 MiB");
    all.report()
        .head(
            "",
            "first answer, s",
            "resident after start, MiB",
            "heap in use after start, MiB",
            "requests",
            "resident then, MiB",
            "heap in use then, MiB");
    for (String kind : all.options().servers()) {
      run(all, kind);
    }
  }

  private void run(Bench.Surroundings all, String kind) {
    long begun = System.nanoTime();
    Map<String, String> settings =
        Map.of("HEADLESS_JWT_ALGORITHM", "ES256", "LATCHKEY_JAVA_OPTIONS", "-Xmx256m");
    try (LatchkeyServer server =
        LatchkeyServer.start(
            kind, settings, Optional.empty(), all.database(), all.database().create())) {
      double first = (System.nanoTime() - begun) / 1e9;
      double resident = server.resident();
      double live = server.live();
      List<Person> people = Person.signUp(server.port(), all.options().connections());
      List<Conversation> mixed = new ArrayList<>();
      for (int i = 0; i < people.size(); i++) {
        Person person = people.get(i);
        mixed.add(
            i == 0
                ? person.refreshes()
                : i < 4 ? person.withSession("/api/me") : person.withAccess("/api/me"));
      }
      Load.Run run;
      try (Load load = new Load(server.port(), mixed)) {
        run = load.run(Duration.ofMinutes(15), all.options().isSmoke() ? 1000 : REQUESTS);
      }
      if (run.failures() > 0) {
        throw new IllegalStateException(run.firstFailure());
      }
      all.report()
          .row(
              kind,
              Report.number(first, 1),
              Report.number(resident / MIB, 0),
              Report.number(live / MIB, 0),
              Report.number(run.requests(), 0),
              Report.number(server.resident() / MIB, 0),
              Report.number(server.live() / MIB, 0));
    }
  }
}
