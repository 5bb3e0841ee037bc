package dev.latchkey.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * This WAR and an older one ({@code --before}), each on a server of its own with nothing else, path
 * by path in neighbouring turns.
 */
final class BeforeAndNow implements Bench.Part {

  private static final String ME = "/api/me";
  private static final int SHARING = 32;

  @Override
  public void run(Bench.Surroundings all) {
    if (all.options().before().isEmpty()) {
      return;
    }
    for (String kind : all.options().servers()) {
      for (String algorithm : all.options().algorithms()) {
        run(all, kind, algorithm);
      }
    }
  }

  private static void run(Bench.Surroundings all, String kind, String algorithm) {
    Map<String, String> settings = Refreshes.settings(algorithm);
    settings.put("HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL", "10");
    CompletableFuture<LatchkeyServer> other =
        CompletableFuture.supplyAsync(
            () -> start(all, kind, settings, all.options().before()), Threads.ONE_EACH);
    try (LatchkeyServer now = start(all, kind, settings, Optional.empty());
        LatchkeyServer before = other.join()) {
      List<Target> targets = new ArrayList<>();
      add(targets, all, "access token", before, now, p -> p.withAccess(ME));
      add(targets, all, "session token", before, now, p -> p.withSession(ME));
      add(targets, all, "refresh", before, now, Person::refreshes);
      targets.add(shared("one token of " + SHARING + ", before", before));
      targets.add(shared("one token of " + SHARING, now));
      targets.add(Refreshes.bare(all, now.database(), algorithm));
      Turns.Measured measured = all.turns().measure(targets);
      all.report().title("Before and now on " + kind + " with " + algorithm);
      all.report().table(measured);
      for (String what : List.of("access token", "session token", "refresh")) {
        all.report()
            .line(what + ": " + Report.number(measured.ratio(what, what + ", before"), 2) + ".");
      }
    }
  }

  private static void add(
      List<Target> targets,
      Bench.Surroundings all,
      String what,
      LatchkeyServer before,
      LatchkeyServer now,
      Function<Person, Conversation> says) {
    int many = all.options().connections();
    targets.add(target(what + ", before", before, many, says));
    targets.add(target(what, now, many, says));
  }

  private static HttpTarget target(
      String name, LatchkeyServer server, int many, Function<Person, Conversation> says) {
    return new HttpTarget(
        name, server, Person.signUp(server.port(), many).stream().map(says).toList());
  }

  private static HttpTarget shared(String name, LatchkeyServer server) {
    Person person = Person.signUp(server.port(), 1).get(0);
    return new HttpTarget(name, server, person.sharing(SHARING));
  }

  private static LatchkeyServer start(
      Bench.Surroundings all, String kind, Map<String, String> settings, Optional<Path> war) {
    return LatchkeyServer.start(kind, settings, war, all.database(), all.database().create());
  }
}
