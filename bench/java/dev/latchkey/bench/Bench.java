package dev.latchkey.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The benchmark: {@code bench/run}. */
public final class Bench {

  private static final Map<String, Part> ALL = parts();

  static final List<String> PARTS = List.copyOf(ALL.keySet());

  private Bench() {}

  /** A part that can be asked for by name. */
  interface Part {
    void run(Surroundings surroundings);
  }

  /** What all parts need. */
  record Surroundings(
      Options options, Database database, Turns turns, Speed speed, Report report) {}

  public static void main(String[] arguments) {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Speed speed = new Speed();
    Report report = new Report();
    try (Database database = new Database()) {
      report.line("");
      report.line(
          "## "
              + Instant.now().truncatedTo(ChronoUnit.MINUTES)
              + " "
              + String.join(" ", arguments));
      Machine.describe().forEach(report::line);
      Surroundings surroundings =
          new Surroundings(options, database, new Turns(options, speed), speed, report);
      ALL.forEach(
          (name, part) -> {
            if (options.wants(name)) {
              part.run(surroundings);
            }
          });
    }
    System.exit(0); // whatever threads are left
  }

  private static Map<String, Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("tokens", new TokenPaths());
    parts.put("before", new BeforeAndNow());
    parts.put("cookies", new CookiePaths());
    parts.put("refresh", new Refreshes());
    parts.put("login", new Logins());
    parts.put("factors", new FactorLogins());
    parts.put("memory", new SessionMemories());
    parts.put("start", new Starts());
    parts.put("growth", new Growth());
    parts.put("partitions", new PartitionedTables());
    parts.put("nodes", new Nodes());
    parts.put("keycloak", new KeycloakComparison());
    parts.put("inner", new InnerParts());
    parts.put("jose", new JoseWays());
    parts.put("assertions", new Assertions());
    return parts;
  }
}
