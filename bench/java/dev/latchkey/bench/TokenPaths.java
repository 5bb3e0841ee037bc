package dev.latchkey.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Access tokens and session tokens at {@code GET /api/me}, beside the same endpoint without any
 * security, with a mechanism that does nothing, only reads the session or only remembers tokens,
 * and with the server's own MicroProfile JWT; and refreshes.
 */
final class TokenPaths implements Bench.Part {

  private static final String ME = "/api/me";

  @Override
  public void run(Bench.Surroundings all) {
    for (String kind : all.options().servers()) {
      List<String> algorithms = all.options().algorithms();
      for (String algorithm : algorithms) {
        run(all, kind, algorithm);
      }
    }
  }

  private void run(Bench.Surroundings all, String kind, String algorithm) {
    Map<String, String> settings = Refreshes.settings(algorithm);
    settings.put("HEADLESS_JWT_ISSUER", "ours");
    int many = all.options().connections();
    CompletableFuture<LatchkeyServer> other =
        all.options().before().isEmpty()
            ? CompletableFuture.completedFuture(null)
            : CompletableFuture.supplyAsync(
                () -> start(all, kind, settings, all.options().before()), Threads.ONE_EACH);
    try (LatchkeyServer now = start(all, kind, settings, Optional.empty());
        LatchkeyServer before = other.join()) {
      List<Target> targets = new ArrayList<>();
      List<Person> people = Person.signUp(now.port(), many);
      targets.add(
          target(
              "without security",
              now,
              people,
              p -> Requests.repeated(Requests.get("/plain" + ME))));
      byte[] mechanism = Requests.get("/mechanism" + ME);
      targets.add(
          target("a mechanism that does nothing", now, people, p -> Requests.repeated(mechanism)));
      targets.add(
          target(
              "a mechanism that reads the session",
              now,
              people,
              p -> p.withSession("/mechanism" + ME)));
      targets.add(
          target(
              "a mechanism that knows the token",
              now,
              people,
              p -> p.withAccess("/mechanism" + ME)));
      targets.add(target("access token", now, people, p -> p.withAccess(ME)));
      if (!algorithm.equals("EdDSA") && !all.options().isSmoke()) {
        targets.add(
            target("MicroProfile JWT", now, people, p -> p.withAccess("/microprofile" + ME)));
      }
      HttpTarget session = target("session token", now, people, p -> p.withSession(ME));
      HttpTarget refresh = target("refresh", now, people, Person::refreshes);
      targets.add(session);
      targets.add(refresh);
      targets.add(Refreshes.endpoint(all, now, algorithm));
      targets.add(Refreshes.bare(all, now.database(), algorithm));
      if (before != null) {
        List<Person> others = Person.signUp(before.port(), many);
        targets.add(target("access token, before", before, others, p -> p.withAccess(ME)));
        targets.add(target("session token, before", before, others, p -> p.withSession(ME)));
        targets.add(target("refresh, before", before, others, Person::refreshes));
      }
      all.report().title("Tokens on " + kind + " with " + algorithm);
      all.report().table(all.turns().measure(targets));
      statements(all, "session token", session);
      statements(all, "refresh", refresh);
    }
  }

  static void statements(Bench.Surroundings all, String name, HttpTarget target) {
    int times = 50;
    Database.Statements statements = all.database().statements(() -> target.send(times), times);
    all.report().line("");
    all.report()
        .line(
            "Statements of "
                + name
                + ": "
                + statements.count()
                + ", commits: "
                + statements.commits()
                + ".");
    statements.each().forEach(sql -> all.report().line("- `" + sql + "`"));
  }

  private static LatchkeyServer start(
      Bench.Surroundings all, String kind, Map<String, String> settings, Optional<Path> war) {
    return LatchkeyServer.start(kind, settings, war, all.database(), all.database().create());
  }

  private static HttpTarget target(
      String name,
      LatchkeyServer server,
      List<Person> people,
      Function<Person, Conversation> says) {
    return new HttpTarget(name, server, people.stream().map(says).toList());
  }
}
