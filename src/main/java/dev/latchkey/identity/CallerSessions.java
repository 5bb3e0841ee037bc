package dev.latchkey.identity;

import dev.latchkey.security.CallerSession;
import dev.latchkey.sessions.AuthenticationRecord;
import dev.latchkey.sessions.Session;
import java.util.List;

/** What callers may know of their session. */
final class CallerSessions {

  private CallerSessions() {}

  static CallerSession of(Session session) {
    List<AuthenticationRecord> methods = session.state().methods();
    return new CallerSession(
        session.id(), methods.isEmpty() ? session.created() : methods.get(methods.size() - 1).at());
  }
}
