package dev.latchkey.flows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Jwt;
import dev.latchkey.TestWorld;
import dev.latchkey.accounts.UsernameSyntax;
import dev.latchkey.accounts.emails.PrincipalNames;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.signup.SignupRequest;
import dev.latchkey.mail.SentMail;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.SignedIn;
import dev.latchkey.settings.types.LoginMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sequences of calls by several users under every combination of settings: callers with one
 * name are one account. More of them with {@code -Dlatchkey.names.steps=400
 * -Dlatchkey.names.seed=7}.
 */
@Tag("slow")
class UniqueNamesTest {

  private static final int STEPS = Integer.getInteger("latchkey.names.steps", 40);
  private static final long SEED = Long.getLong("latchkey.names.seed", 20_261_128);
  private static final int CLIENTS = 4;
  private static final List<String> ADDRESSES =
      List.of("a@x.example", "b@x.example", "c@x.example", "A@X.example");
  private static final List<String> USERNAMES =
      List.of("ada", "ADA", "bob", "1", "2", "51", "a@x.example", "ａda", "straße", "STRASSE");

  static Stream<Arguments> settings() {
    List<Arguments> all = new ArrayList<>();
    for (String methods : List.of("email", "username", "email,username")) {
      for (String fields :
          List.of(
              "email*,password1*", "email*,username*,password1*", "username*,email,password1*")) {
        for (String verification : List.of("none", "optional", "mandatory")) {
          for (String enumeration : List.of("false", "true", "strict")) {
            for (boolean byCode : new boolean[] {false, true}) {
              if (isValid(methods, fields, verification, byCode)) {
                all.add(Arguments.of(methods, fields, verification, enumeration, byCode));
              }
            }
          }
        }
      }
    }
    return all.stream();
  }

  private static boolean isValid(
      String methods, String fields, String verification, boolean byCode) {
    return !(byCode && !verification.equals("mandatory"))
        && !(methods.contains("username") && !fields.contains("username*"))
        && !(!fields.startsWith("email*")
            && (verification.equals("mandatory") || methods.equals("email")));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void callersWithOneName_afterAnySequenceOfCalls_areOneAccount(
      String methods, String fields, String verification, String enumeration, boolean byCode) {
    try (TestWorld world =
        TestWorld.withJwt(
            Steps.settings(
                "ACCOUNT_LOGIN_METHODS",
                methods,
                "ACCOUNT_SIGNUP_FIELDS",
                fields,
                "ACCOUNT_EMAIL_VERIFICATION",
                verification,
                "ACCOUNT_PREVENT_ENUMERATION",
                enumeration,
                "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED",
                String.valueOf(byCode),
                "ACCOUNT_LOGIN_BY_CODE_ENABLED",
                "true"))) {
      Run run = new Run(world, new Random(SEED), fields);
      for (int step = 0; step < STEPS; step++) {
        String did = run.step();
        run.check("after step " + step + ", " + did + ", seed " + SEED);
      }
    }
  }

  @Test
  void username_thatCouldBeAnAddressOrAnId_isNoName() {
    assertEquals("7", PrincipalNames.of(Optional.of("a@x.example"), Optional.empty(), 7));
    assertEquals("7", PrincipalNames.of(Optional.of("51"), Optional.empty(), 7));
    assertEquals("v@x.example", PrincipalNames.of(Optional.of("8"), Optional.of("v@x.example"), 7));
    assertEquals("ada", PrincipalNames.of(Optional.of("ada"), Optional.of("v@x.example"), 7));
    assertFalse(UsernameSyntax.isValid("٣٤"), "digits of any script");
  }

  /** Some clients, each with the session it got last, and all the mailboxes. */
  private static final class Run {

    private final TestWorld world;
    private final Random random;
    private final String fields;
    private final Map<Integer, OpenSession> sessions = new HashMap<>();

    Run(TestWorld world, Random random, String fields) {
      this.world = world;
      this.random = random;
      this.fields = fields;
    }

    String step() {
      int client = random.nextInt(CLIENTS);
      Optional<Session> session = session(client);
      String email = one(ADDRESSES);
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> {
          String username = one(USERNAMES);
          boolean named = fields.contains("username") && UsernameSyntax.isValid(username);
          if (fields.contains("username*") && !named) {
            return "nothing";
          }
          keep(
              client,
              world.signUp.begin(
                  new SignupRequest(email, named ? username : null, TestWorld.PASSWORD), session));
          return "sign-up";
        }
        case 3 ->
            keep(
                client,
                world.login.byPassword(LoginMethod.EMAIL, email, TestWorld.PASSWORD, session));
        case 4, 5 -> {
          signedIn(session).ifPresent(s -> world.managedAddresses.add(s, email));
          return "add";
        }
        case 6 -> {
          signedIn(session).ifPresent(s -> world.managedAddresses.makePrimary(s, email));
          return "make primary";
        }
        case 7 -> {
          signedIn(session).ifPresent(s -> world.managedAddresses.remove(s, email));
          return "remove";
        }
        case 8, 9 -> {
          keyOrCode(email).ifPresent(key -> world.verification.verify(key, session));
          return "verify";
        }
        case 10 -> {
          world.resetRequest.request(email, Optional.empty());
          mail(email)
              .filter(m -> m.text().contains("/reset/"))
              .ifPresent(
                  m ->
                      world.reset.reset(
                          m.keyAfter("https://app.example.org/reset/"),
                          TestWorld.PASSWORD,
                          Optional.empty()));
          return "reset";
        }
        default -> {
          Outcome<LoginOutcome> asked = world.loginCodeRequest.request(email, session);
          if (asked instanceof Outcome.Done<LoginOutcome> done
              && done.result() instanceof LoginOutcome.Pending pending) {
            Optional<Session> waiting = world.sessions.find(pending.session().token());
            code(email).ifPresent(code -> keep(client, world.loginByCode.confirm(code, waiting)));
          }
          return "login by code";
        }
      }
      return "login";
    }

    /**
     * By session token, by access token and by introspection of either, a name means one account.
     */
    void check(String when) {
      Map<String, Long> owners = new HashMap<>();
      for (OpenSession open : sessions.values()) {
        Optional<SignedIn> found = world.sessions.recognise(open.token());
        if (found.isEmpty()) {
          continue;
        }
        SignedIn caller = found.get();
        String name = PrincipalNames.of(caller.username(), caller.email(), caller.accountId());
        String upn = Jwt.of(world.strategy.createAccessToken(open).orElseThrow()).name();
        assertEquals(name, upn, () -> "one name by both tokens " + when);
        Long other = owners.putIfAbsent(name, caller.accountId());
        assertTrue(
            other == null || other == caller.accountId(), () -> name + " is two accounts " + when);
      }
    }

    private void keep(int client, Outcome<LoginOutcome> outcome) {
      outcome.map(
          login ->
              sessions.put(
                  client,
                  login instanceof LoginOutcome.Pending pending
                      ? pending.session()
                      : ((LoginOutcome.Complete) login).session()));
    }

    private Optional<Session> session(int client) {
      return Optional.ofNullable(sessions.get(client)).flatMap(s -> world.sessions.find(s.token()));
    }

    private Optional<Session> signedIn(Optional<Session> session) {
      return session.filter(Session::isAuthenticated);
    }

    private Optional<String> keyOrCode(String email) {
      return mail(email)
          .filter(m -> m.text().contains("/verify/"))
          .map(m -> m.keyAfter("https://app.example.org/verify/"))
          .or(() -> code(email));
    }

    private Optional<String> code(String email) {
      return mail(email)
          .filter(m -> m.text().matches("(?s).*\\n\\s*[A-Z0-9]{4}-[A-Z0-9]{4}\\s*\\n.*"))
          .map(SentMail::code);
    }

    private Optional<SentMail> mail(String email) {
      String key = email.toLowerCase(Locale.ROOT);
      return world.mails().stream()
          .filter(m -> m.to().equalsIgnoreCase(key))
          .reduce((first, second) -> second);
    }

    private String one(List<String> of) {
      return of.get(random.nextInt(of.size()));
    }
  }
}
