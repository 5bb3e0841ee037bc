package dev.latchkey.api.exchange;

import static dev.latchkey.api.exchange.ApiWorld.flows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.sessions.Session;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountGuardTest {

  private static final Duration TOO_LONG = Duration.ofSeconds(300);

  private ApiWorld api = ApiWorld.with("ACCOUNT_REAUTHENTICATION_REQUIRED", "true");

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void loggedIn_withoutSessionOrPending_isUnauthorized() {
    assertEquals(
        List.of("login", "signup"), flows(401, api.guard.loggedIn(Optional.empty(), this::done)));
    assertEquals(
        List.of("login", "signup"),
        flows(401, api.guard.loggedIn(Optional.of(api.world.openPending().session()), this::done)));
  }

  @Test
  void loggedIn_authenticated_proceeds() {
    assertEquals(204, api.guard.loggedIn(session(), this::done).getStatus());
  }

  @Test
  void sensitive_withoutSession_isUnauthorized() {
    assertEquals(
        List.of("login", "signup"), flows(401, api.guard.sensitive(Optional.empty(), this::done)));
  }

  @Test
  void sensitive_authenticatedLately_proceeds() {
    Optional<Session> session = session();
    api.world.clock.advance(TOO_LONG.minusMillis(1));
    assertEquals(204, api.guard.sensitive(session, this::done).getStatus());
  }

  @Test
  void sensitive_authenticatedTooLongAgo_asksToReauthenticate() {
    Optional<Session> session = session();
    api.world.clock.advance(TOO_LONG);
    assertEquals(List.of("reauthenticate"), flows(401, api.guard.sensitive(session, this::done)));
  }

  @Test
  void sensitive_whereReauthenticationIsNotRequired_proceeds() {
    api.close();
    api = ApiWorld.with();
    Optional<Session> session = session();
    api.world.clock.advance(TOO_LONG);
    assertEquals(204, api.guard.sensitive(session, this::done).getStatus());
  }

  private Optional<Session> session() {
    return Optional.of(api.world.open(api.world.account("ada@example.org")).session());
  }

  private Response done(Session session) {
    return Response.noContent().build();
  }
}
