package dev.latchkey.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Session cookies beside session tokens: at {@code GET /api/me} through the container's security,
 * and at the API.
 */
final class CookiePaths implements Bench.Part {

  private static final String ME = "/api/me";
  private static final String OF_APPS = "/_allauth/app/v1/auth/session";
  private static final String OF_BROWSERS = "/_allauth/browser/v1/auth/session";

  @Override
  public void run(Bench.Surroundings all) {
    for (String kind : all.options().servers()) {
      run(all, kind);
    }
  }

  private static void run(Bench.Surroundings all, String kind) {
    Map<String, String> settings =
        Map.of("HEADLESS_JWT_ALGORITHM", "ES256", "LATCHKEY_COOKIE_AUTHENTICATION", "true");
    try (LatchkeyServer server =
        LatchkeyServer.start(
            kind, settings, Optional.empty(), all.database(), all.database().create())) {
      List<Person> people = Person.signUp(server.port(), all.options().connections());
      List<Visitor> visitors =
          people.stream().map(person -> Visitor.logIn(server.port(), person.email())).toList();
      HttpTarget token = target("session token", server, people, p -> p.withSession(ME));
      HttpTarget cookie = target("session cookie", server, visitors, v -> v.gets(ME));
      HttpTarget tokenAtApi =
          target("token at the API", server, people, p -> p.withSession(OF_APPS));
      HttpTarget cookieAtApi =
          target("cookie at the API", server, visitors, v -> v.gets(OF_BROWSERS));
      all.report().title("Cookies on " + kind);
      Turns.Measured measured =
          all.turns().measure(List.of(token, cookie, tokenAtApi, cookieAtApi));
      all.report().table(measured);
      double atApi = measured.ratio(cookieAtApi.name(), tokenAtApi.name());
      all.report()
          .line(cookieAtApi.name() + ": " + Report.number(atApi, 2) + " of " + tokenAtApi.name());
      TokenPaths.statements(all, cookie.name(), cookie);
    }
  }

  private static <T> HttpTarget target(
      String name, LatchkeyServer server, List<T> users, Function<T, Conversation> says) {
    return new HttpTarget(name, server, users.stream().map(says).toList());
  }
}
