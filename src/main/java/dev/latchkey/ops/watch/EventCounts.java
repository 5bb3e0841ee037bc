package dev.latchkey.ops.watch;

import dev.latchkey.Shared;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.login.AuthenticationMethods;
import dev.latchkey.metrics.Counter;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.Database;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts audit events after their commit. */
@Shared
public class EventCounts {

  static final String SUCCEEDED = "succeeded";
  static final String FAILED = "failed";

  /** The methods that are counted by name; all others, such as second factors, count as other. */
  static final Set<String> METHODS =
      Set.of(
          AuthenticationMethods.PASSWORD,
          AuthenticationMethods.CODE,
          AuthenticationMethods.PASSWORD_RESET,
          AuthenticationMethods.MFA,
          together(AuthenticationMethods.PASSWORD, AuthenticationMethods.CODE),
          together(AuthenticationMethods.PASSWORD, AuthenticationMethods.MFA),
          together(AuthenticationMethods.CODE, AuthenticationMethods.MFA),
          together(AuthenticationMethods.PASSWORD_RESET, AuthenticationMethods.MFA),
          together(
              AuthenticationMethods.PASSWORD,
              AuthenticationMethods.CODE,
              AuthenticationMethods.MFA),
          "sign_up");

  private final Database database;
  private final Counter events;
  private final Counter logins;

  @Inject
  public EventCounts(Database database, Counters counters) {
    this.database = database;
    this.events = counters.events();
    this.logins = counters.logins();
  }

  void count(@Observes AuditEvent event) {
    String type = event.type();
    String detail = event.detail();
    database.afterCommit(() -> count(type, detail));
  }

  private void count(String type, @Nullable String detail) {
    events.increment(type);
    if (type.equals(AuditType.LOGGED_IN.text())) {
      logins.increment(method(detail), SUCCEEDED);
    } else if (type.equals(AuditType.LOGIN_FAILED.text())) {
      logins.increment("password", FAILED);
    } else if (type.equals(AuditType.CODE_REFUSED.text()) && "login".equals(detail)) {
      logins.increment("code", FAILED);
    }
  }

  private static String together(String... methods) {
    return AuthenticationMethods.together(List.of(methods));
  }

  private static String method(@Nullable String detail) {
    String method = detail == null || detail.isEmpty() ? "sign_up" : detail;
    return METHODS.contains(method) ? method : "other";
  }
}
