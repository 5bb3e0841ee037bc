package dev.latchkey.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Session tokens at {@code GET /api/me}, on a server that asks the database each time and on one
 * that answers from memory, beside a mechanism that does nothing.
 */
final class SessionMemories implements Bench.Part {

  private static final String ME = "/api/me";

  @Override
  public void run(Bench.Surroundings all) {
    for (String kind : all.options().servers()) {
      run(all, kind);
    }
  }

  private static void run(Bench.Surroundings all, String kind) {
    int many = all.options().connections();
    try (LatchkeyServer asking = start(all, kind, "0");
        LatchkeyServer remembering = start(all, kind, "60")) {
      byte[] mechanism = Requests.get("/mechanism" + ME);
      HttpTarget nothing =
          new HttpTarget(
              "a mechanism that does nothing",
              remembering,
              Person.signUp(remembering.port(), many).stream()
                  .map(p -> Requests.repeated(mechanism))
                  .toList());
      HttpTarget asked = sessionToken("session token, from the database", asking, many);
      HttpTarget remembered = sessionToken("session token, from memory", remembering, many);
      all.report().title("Session tokens from memory on " + kind);
      all.report().table(all.turns().measure(List.of(nothing, asked, remembered)));
      TokenPaths.statements(all, remembered.name(), remembered);
    }
  }

  private static LatchkeyServer start(Bench.Surroundings all, String kind, String seconds) {
    return LatchkeyServer.start(
        kind,
        // With an issuer, the server has the applications to compare with, too.
        Map.of(
            "LATCHKEY_SESSION_MEMORY_SECONDS", seconds,
            "HEADLESS_JWT_ALGORITHM", "ES256",
            "HEADLESS_JWT_ISSUER", "ours"),
        Optional.empty(),
        all.database(),
        all.database().create());
  }

  private static HttpTarget sessionToken(String name, LatchkeyServer server, int many) {
    return new HttpTarget(
        name,
        server,
        Person.signUp(server.port(), many).stream().map(p -> p.withSession(ME)).toList());
  }
}
