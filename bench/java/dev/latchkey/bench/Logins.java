package dev.latchkey.bench;

import dev.latchkey.bench.exchange.Signer;
import dev.latchkey.passwords.PasswordHasher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Logins beside hashing alone, and what a flood of them does to requests with access tokens. */
final class Logins implements Bench.Part {

  @Override
  public void run(Bench.Surroundings all) {
    for (String kind : all.options().servers()) {
      run(all, kind);
    }
  }

  private void run(Bench.Surroundings all, String kind) {
    // The limits hold, but are out of reach: what they cost is part of a login.
    Map<String, String> settings =
        Map.of(
            "HEADLESS_JWT_ALGORITHM", "ES256",
            "ACCOUNT_RATE_LIMITS_ENABLED", "true",
            "ACCOUNT_RATE_LIMITS_SIGNUP", "1000000/m/ip",
            "ACCOUNT_RATE_LIMITS_LOGIN", "1000000/m/ip",
            "ACCOUNT_RATE_LIMITS_LOGIN_FAILED", "1000000/m/ip,1000000/300s/key",
            "ACCOUNT_RATE_LIMITS_AUTHENTICATION_FAILED", "1000000/300s/user");
    try (LatchkeyServer server = start(all, kind, settings, Optional.empty());
        LatchkeyServer before =
            all.options().before().isEmpty()
                ? null
                : start(all, kind, settings, all.options().before())) {
      List<Person> people = Person.signUp(server.port(), all.options().connections());
      HttpTarget logins =
          new HttpTarget("login", server, people.stream().map(Person::logins).toList());
      HttpTarget access =
          new HttpTarget(
              "access token", server, people.stream().map(p -> p.withAccess("/api/me")).toList());
      PasswordHasher hasher = new PasswordHasher(64, Duration.ofMinutes(1));
      String hash = hasher.hash(Person.PASSWORD);
      Target hashing =
          new LocalTarget(
              "hashing alone",
              Runtime.getRuntime().availableProcessors(),
              () -> () -> hasher.verify(Person.PASSWORD, hash),
              null);
      Target bare =
          new LocalTarget(
              "hash, bare statements and a signature",
              all.options().connections(),
              () ->
                  new BareLogin(
                      all.database(), server.database(), hasher, hash, Signer.of("ES256")),
              all.database().cpu());
      all.report().title("Logins on " + kind);
      List<Target> targets = new ArrayList<>(List.of(hashing, bare, logins));
      if (before != null) {
        List<Person> others = Person.signUp(before.port(), all.options().connections());
        targets.add(
            new HttpTarget("login, before", before, others.stream().map(Person::logins).toList()));
      }
      all.report().table(all.turns().measure(targets));
      TokenPaths.statements(all, "login", logins);
      flood(all, access, logins);
    }
  }

  private static LatchkeyServer start(
      Bench.Surroundings all, String kind, Map<String, String> settings, Optional<Path> war) {
    return LatchkeyServer.start(kind, settings, war, all.database(), all.database().create());
  }

  private static void flood(Bench.Surroundings all, Target access, Target logins) {
    Target flooded = new Beside("access token, in a flood of logins", access, logins);
    all.report().line("");
    all.report().table(all.turns().measure(List.of(access, flooded)));
  }
}
