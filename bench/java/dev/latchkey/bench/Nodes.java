package dev.latchkey.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Two nodes of one Latchkey beside one of them alone. */
final class Nodes implements Bench.Part {

  @Override
  public void run(Bench.Surroundings all) {
    String database = all.database().create();
    Map<String, String> settings = Map.of("HEADLESS_JWT_ALGORITHM", "ES256");
    CompletableFuture<LatchkeyServer> other =
        CompletableFuture.supplyAsync(() -> start(all, settings, database), Threads.ONE_EACH);
    try (LatchkeyServer first = start(all, settings, database);
        LatchkeyServer second = other.join()) {
      List<Target> targets = new ArrayList<>();
      add(targets, all, "session token", first, second, p -> p.withSession("/api/me"));
      add(targets, all, "refresh", first, second, Person::refreshes);
      Turns.Measured measured = all.turns().measure(targets);
      all.report().title("Two nodes on one database");
      all.report().table(measured);
      for (String what : List.of("session token", "refresh")) {
        String ratio = Report.number(measured.ratio(what + ", two nodes", what + ", one node"), 2);
        all.report().line(what + ": two nodes do " + ratio + " times what one does.");
      }
    }
  }

  private static LatchkeyServer start(
      Bench.Surroundings all, Map<String, String> settings, String database) {
    return LatchkeyServer.start(
        "payara-micro", settings, Optional.empty(), all.database(), database);
  }

  private static void add(
      List<Target> targets,
      Bench.Surroundings all,
      String what,
      LatchkeyServer first,
      LatchkeyServer second,
      Function<Person, Conversation> says) {
    int many = all.options().connections();
    HttpTarget one = target(what, first, many, says);
    HttpTarget other = target(what, second, many, says);
    targets.add(new Together(what + ", one node", List.of(one)));
    targets.add(new Together(what + ", two nodes", List.of(one, other)));
  }

  private static HttpTarget target(
      String what, LatchkeyServer server, int many, Function<Person, Conversation> says) {
    return new HttpTarget(
        what, server, Person.signUp(server.port(), many).stream().map(says).toList());
  }
}
