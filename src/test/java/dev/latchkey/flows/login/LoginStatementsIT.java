package dev.latchkey.flows.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.TestWorld;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.persistence.OnPostgresql;
import dev.latchkey.persistence.StatementLog;
import dev.latchkey.request.RequestContext;
import dev.latchkey.request.RequestsFrom;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.texts.Language;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many statements a login with a password takes on PostgreSQL, under the default limits. */
@ExtendWith(OnPostgresql.class)
class LoginStatementsIT {

  private static final String ADA = "ada@example.org";

  private TestWorld world;

  @RegisterExtension final RequestsFrom requests = new RequestsFrom("192.0.2.1", "Test/1");

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({"jwt, HEADER", "session, HEADER", "jwt, COOKIE"})
  void login_takesSevenStatementsAndTwoCommits(String strategy, TokenCarrier carrier) {
    begin(strategy, carrier);

    StatementLog log = StatementLog.of(world.database, () -> logIn(ADA, TestWorld.PASSWORD));

    assertEquals(7, log.statements().size(), log::toString);
    assertEquals(2, log.writingCommits(), log::toString);
  }

  @ParameterizedTest
  @CsvSource({"ada@example.org", "nobody@example.org"})
  void failedLogin_toAnAccountOrNone_takesTheSameStatements(String email) {
    begin("jwt", TokenCarrier.HEADER);

    StatementLog log = StatementLog.of(world.database, () -> logIn(email, "wrong"));

    assertEquals(3, log.statements().size(), log::toString);
    assertEquals(2, log.writingCommits(), log::toString);
  }

  @Test
  void deniedLogin_writesNothing() {
    begin("jwt", TokenCarrier.HEADER, "ACCOUNT_RATE_LIMITS_LOGIN", "1/m/ip");
    logIn(ADA, TestWorld.PASSWORD);

    StatementLog log = StatementLog.of(world.database, () -> logIn(ADA, TestWorld.PASSWORD));

    assertEquals(0, log.writingCommits(), log::toString);
  }

  /** Everything that is done once, or for every fiftieth row only, happens before. */
  private void begin(String strategy, TokenCarrier carrier, String... settings) {
    String[] all = new String[settings.length + 4];
    System.arraycopy(settings, 0, all, 4, settings.length);
    all[0] = "HEADLESS_TOKEN_STRATEGY";
    all[1] = strategy;
    all[2] = "ACCOUNT_RATE_LIMITS_ENABLED";
    all[3] = "true";
    world = TestWorld.with(all);
    world.account(ADA);
    world.account("bob@example.org");
    RequestContext.enter(
        new RequestContext("192.0.2.9", "Test/1", null, Language.ENGLISH).carriedBy(carrier));
    logIn("bob@example.org", TestWorld.PASSWORD);
    RequestContext.enter(
        new RequestContext("192.0.2.1", "Test/1", null, Language.ENGLISH).carriedBy(carrier));
  }

  /** Shows the address of a user who is logged in, as the response does. */
  private Outcome<LoginOutcome> logIn(String email, String password) {
    Outcome<LoginOutcome> outcome =
        world.login.byPassword(LoginMethod.EMAIL, email, password, Optional.empty());
    if (Outcomes.isDone(outcome)) {
      LoginOutcome.Complete complete = (LoginOutcome.Complete) Outcomes.done(outcome);
      assertEquals(
          Optional.of(email), world.addresses.shownPrimaryOf(complete.session().session().owner()));
    }
    return outcome;
  }
}
