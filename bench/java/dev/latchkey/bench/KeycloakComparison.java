package dev.latchkey.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same things done by Keycloak, on the same PostgreSQL, in turns. */
final class KeycloakComparison implements Bench.Part {

  @Override
  public void run(Bench.Surroundings all) {
    String kind = all.options().servers().get(0);
    List<String> algorithms =
        all.options().algorithms().stream().filter(name -> !name.equals("EdDSA")).toList();
    try (KeycloakServer keycloak =
        new KeycloakServer(all.database(), algorithms, all.options().connections())) {
      for (String algorithm : algorithms) {
        run(all, kind, algorithm, keycloak);
      }
    }
  }

  private static void run(
      Bench.Surroundings all, String kind, String algorithm, KeycloakServer keycloak) {
    try (LatchkeyServer ours =
        LatchkeyServer.start(
            kind,
            Map.of("HEADLESS_JWT_ALGORITHM", algorithm),
            Optional.empty(),
            all.database(),
            all.database().create())) {
      List<Person> people = Person.signUp(ours.port(), all.options().connections());
      List<Target> targets = new ArrayList<>();
      targets.add(new HttpTarget("Keycloak: refresh", keycloak, keycloak.refreshes(algorithm)));
      targets.add(
          new HttpTarget(
              "Latchkey: refresh", ours, people.stream().map(Person::refreshes).toList()));
      targets.add(new HttpTarget("Keycloak: userinfo", keycloak, keycloak.userinfo(algorithm)));
      targets.add(
          new HttpTarget(
              "Latchkey: session token",
              ours,
              people.stream().map(p -> p.withSession("/api/me")).toList()));
      targets.add(new HttpTarget("Keycloak: password grant", keycloak, keycloak.logins(algorithm)));
      targets.add(
          new HttpTarget("Latchkey: login", ours, people.stream().map(Person::logins).toList()));
      targets.add(
          new HttpTarget("Keycloak: an endpoint for everyone", keycloak, keycloak.bare(algorithm)));
      Turns.Measured measured = all.turns().measure(targets);
      all.report().title("Beside Keycloak, " + kind + ", " + algorithm);
      all.report().table(measured);
      for (int i = 0; i < 6; i += 2) {
        String theirs = targets.get(i).name();
        String mine = targets.get(i + 1).name();
        all.report()
            .line(
                mine
                    + " is "
                    + Report.number(measured.ratio(mine, theirs), 2)
                    + " times "
                    + theirs
                    + ".");
      }
    }
  }
}
