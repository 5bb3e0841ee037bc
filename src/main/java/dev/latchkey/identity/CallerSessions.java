package dev.latchkey.identity;

import dev.latchkey.security.CallerSession;
import dev.latchkey.sessions.Session;

/** Returns what callers may know about their session. */
final class CallerSessions {

  private CallerSessions() {}

  static CallerSession of(Session session) {
    return new CallerSession(session.id(), session.lastProof(), session.authentication());
  }
}
