package dev.latchkey.api.exchange;

import dev.latchkey.Shared;
import dev.latchkey.flows.login.Reauthentication;
import dev.latchkey.sessions.Session;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;

/**
 * Admits only users who are logged in and, before a sensitive operation, have authenticated
 * recently.
 */
@Shared
public class AccountGuard {

  private final SessionAnswers answers;
  private final Reauthentication reauthentication;

  @Inject
  public AccountGuard(SessionAnswers answers, Reauthentication reauthentication) {
    this.answers = answers;
    this.reauthentication = reauthentication;
  }

  public Response loggedIn(Optional<Session> sender, Function<Session, Response> then) {
    return sender
        .filter(Session::isAuthenticated)
        .map(then)
        .orElseGet(() -> answers.unauthorized(sender));
  }

  /** For operations that always require a recent authentication, whatever the settings. */
  public Response recent(Optional<Session> sender, Function<Session, Response> then) {
    return loggedIn(
        sender, s -> reauthentication.isOverdue(s) ? answers.reauthenticate(s) : then.apply(s));
  }

  public Response sensitive(Optional<Session> sender, Function<Session, Response> then) {
    return loggedIn(
        sender, s -> reauthentication.isOwed(s) ? answers.reauthenticate(s) : then.apply(s));
  }
}
