package dev.latchkey.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * How long a server takes to the first answer, and what memory it needs, with a heap of 256 MiB;
 * beside it, the memory of an application of the same parts that does nothing.
 */
final class Starts implements Bench.Part {

  private static final int REQUESTS = 1_000_000;
  private static final double MIB = 1 << 20;
  private static final String HEAP = "-Xmx256m";

  /** JEP 519: an object's header takes 8 bytes instead of 12. */
  private static final String COMPACT = "-XX:+UseCompactObjectHeaders";

  private static final int SINCE_COMPACT = 25;
  private static final String FIRST = "/_allauth/app/v1/config";

  /** Servers serve it below the name of the file. */
  private static final String PARTS = "/latchkey/api/me";

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
      run(all, kind, kind, HEAP, Optional.empty(), FIRST, Starts::ofPeople);
      if (Runtime.version().feature() >= SINCE_COMPACT) {
        String options = HEAP + " " + COMPACT;
        run(all, kind, kind + ", " + COMPACT, options, Optional.empty(), FIRST, Starts::ofPeople);
      }
      run(
          all,
          kind,
          kind + ", an application of the same parts",
          HEAP,
          Optional.of(Wars.parts()),
          PARTS,
          Starts::ofVisitors);
    }
  }

  /** One refreshes, three send their session tokens, and the others their access tokens. */
  private static List<Conversation> ofPeople(int port, int many) {
    List<Person> people = Person.signUp(port, many);
    List<Conversation> mixed = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      Person person = people.get(i);
      mixed.add(
          i == 0
              ? person.refreshes()
              : i < 4 ? person.withSession("/api/me") : person.withAccess("/api/me"));
    }
    return mixed;
  }

  /** One has its row updated, and the others are not looked at. */
  private static List<Conversation> ofVisitors(int port, int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> i == 0 ? Requests.get(PARTS, "X-Visitor", "1") : Requests.get(PARTS))
        .map(Requests::repeated)
        .toList();
  }

  private void run(
      Bench.Surroundings all,
      String kind,
      String name,
      String javaOptions,
      Optional<Path> war,
      String first,
      BiFunction<Integer, Integer, List<Conversation>> conversations) {
    long begun = System.nanoTime();
    Map<String, String> settings =
        Map.of("HEADLESS_JWT_ALGORITHM", "ES256", "LATCHKEY_JAVA_OPTIONS", javaOptions);
    try (LatchkeyServer server =
        LatchkeyServer.start(
            kind, settings, war, all.database(), all.database().create(), List.of(first))) {
      double took = (System.nanoTime() - begun) / 1e9;
      double resident = server.resident();
      double live = server.live();
      List<Conversation> mixed = conversations.apply(server.port(), all.options().connections());
      Load.Run run;
      try (Load load = new Load(server.port(), mixed)) {
        run = load.run(Duration.ofMinutes(15), all.options().isSmoke() ? 1000 : REQUESTS);
      }
      if (run.failures() > 0) {
        throw new IllegalStateException(run.firstFailure());
      }
      all.report()
          .row(
              name,
              Report.number(took, 1),
              Report.number(resident / MIB, 0),
              Report.number(live / MIB, 0),
              Report.number(run.requests(), 0),
              Report.number(server.resident() / MIB, 0),
              Report.number(server.live() / MIB, 0));
    }
  }
}
