package dev.latchkey.api.exchange;

import dev.latchkey.Shared;
import dev.latchkey.flows.login.Reauthentication;
import dev.latchkey.mfa.EnrollmentLogins;
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
  private final EnrollmentLogins enrollments;

  @Inject
  public AccountGuard(
      SessionAnswers answers, Reauthentication reauthentication, EnrollmentLogins enrollments) {
    this.answers = answers;
    this.enrollments = enrollments;
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

  /**
   * As {@link #recent}, and rejects those to whom no method of reauthentication is open: they have
   * to log in anew.
   */
  public Response fresh(Optional<Session> sender, Function<Session, Response> then) {
    return loggedIn(
        sender, s -> reauthentication.isStale(s) ? answers.reauthenticate(s) : then.apply(s));
  }

  /**
   * Admits users who are logged in, and those whose login waits for a second factor to be added.
   */
  public Response loggedInOrEnrolling(Optional<Session> sender, Function<Session, Response> then) {
    return isEnrolling(sender) ? then.apply(sender.orElseThrow()) : loggedIn(sender, then);
  }

  /** As {@link #recent}, and admits those whose login waits for a second factor to be added. */
  public Response recentOrEnrolling(Optional<Session> sender, Function<Session, Response> then) {
    return isEnrolling(sender) ? then.apply(sender.orElseThrow()) : recent(sender, then);
  }

  private boolean isEnrolling(Optional<Session> sender) {
    return sender.flatMap(enrollments::waiting).isPresent();
  }

  public Response sensitive(Optional<Session> sender, Function<Session, Response> then) {
    return loggedIn(
        sender, s -> reauthentication.isOwed(s) ? answers.reauthenticate(s) : then.apply(s));
  }
}
