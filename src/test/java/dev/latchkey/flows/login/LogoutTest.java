package dev.latchkey.flows.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.sessions.OpenSession;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogoutTest {

  private final TestWorld world = TestWorld.withJwt();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void session_endsWithItsTokensAndIsRecorded() {
    world.account("ada@example.org");
    LoginOutcome.Complete login = world.logIn("ada@example.org");

    world.logout.end(login.session().session());

    assertTrue(world.sessions.find(login.session().token()).isEmpty());
    assertEquals(0, world.count("refresh_token"));
    assertEquals(List.of("logged_in", "logged_out"), world.audited());
    assertEquals(login.session().session().id(), world.auditEvents().get(1).sessionId());
  }

  @Test
  void logout_twice_isRecordedOnce() {
    world.account("ada@example.org");
    LoginOutcome.Complete login = world.logIn("ada@example.org");

    world.logout.end(login.session().session());
    world.logout.end(login.session().session());

    assertEquals(List.of("logged_in", "logged_out"), world.audited());
  }

  @Test
  void otherSessions_ofTheAccount_continue() {
    world.account("ada@example.org");
    LoginOutcome.Complete one = world.logIn("ada@example.org");
    LoginOutcome.Complete other = world.logIn("ada@example.org");

    world.logout.end(one.session().session());

    assertTrue(world.sessions.find(other.session().token()).isPresent());
    assertTrue(world.strategy.refresh(other.tokens().get("refresh_token")).isPresent());
  }

  @Test
  void session_withoutAnAccount_endsWithoutARecord() {
    OpenSession pending = world.openPending();

    world.logout.end(pending.session());

    assertTrue(world.sessions.find(pending.token()).isEmpty());
    assertEquals(List.of(), world.audited());
  }
}
