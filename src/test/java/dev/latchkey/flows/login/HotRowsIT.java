package dev.latchkey.flows.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.latchkey.TestWorld;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.signup.SignupRequest;
import dev.latchkey.persistence.OnPostgresql;
import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.texts.Language;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No row is written, or locked, by the requests of all users, so that they would wait in line. */
@ExtendWith(OnPostgresql.class)
class HotRowsIT {

  private static final String NEW_PASSWORD = "another correct horse";

  private TestWorld world;

  @BeforeEach
  void begin() {
    world = TestWorld.withJwt("ACCOUNT_RATE_LIMITS_ENABLED", "true");
  }

  @AfterEach
  void close() {
    RequestContext.leave();
    world.close();
  }

  @Test
  void requests_ofAUser_touchNoRowThatWasThereBefore() {
    comeAndGo("bob@example.org", "192.0.2.1");
    Set<String> before = rowVersions();

    comeAndGo("ada@example.org", "192.0.2.2");

    Set<String> touched = new TreeSet<>(before);
    touched.removeAll(rowVersions());
    assertEquals(Set.of(), touched);
  }

  @Test
  void turns_ofAllNodes_touchARowThatWasThereBefore() {
    Set<String> before = rowVersions();

    world.database.transaction(() -> world.database.takeTurns());

    assertFalse(rowVersions().containsAll(before));
  }

  /** Signs up, fails to log in, logs in, refreshes, changes the password and logs out. */
  private void comeAndGo(String email, String address) {
    RequestContext.enter(new RequestContext(address, "Test/1", null, Language.ENGLISH));
    Outcomes.done(
        world.signUp.begin(new SignupRequest(email, null, TestWorld.PASSWORD), Optional.empty()));
    assertFalse(Outcomes.isDone(logIn(email, "wrong")));
    LoginOutcome.Complete login =
        (LoginOutcome.Complete) Outcomes.done(logIn(email, TestWorld.PASSWORD));
    String token = login.tokens().get("refresh_token");
    Outcomes.done(world.refresh.refresh("refresh_token", token));
    Outcomes.done(
        world.passwordChange.change(login.session().session(), TestWorld.PASSWORD, NEW_PASSWORD));
    LoginOutcome.Complete again = (LoginOutcome.Complete) Outcomes.done(logIn(email, NEW_PASSWORD));
    world.logout.end(again.session().session());
  }

  private Outcome<LoginOutcome> logIn(String email, String password) {
    return world.login.byPassword(LoginMethod.EMAIL, email, password, Optional.empty());
  }

  /** Where each row of each table is, and which transactions have made and locked it. */
  private Set<String> rowVersions() {
    return world.database.read(
        connection -> {
          Set<String> versions = new TreeSet<>();
          for (String table :
              texts(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            versions.addAll(
                texts(
                    connection,
                    "SELECT concat('" + table + " ', ctid, ' ', xmin, ' ', xmax) FROM " + table));
          }
          return versions;
        });
  }

  private static Set<String> texts(Connection connection, String sql) throws SQLException {
    Set<String> texts = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
