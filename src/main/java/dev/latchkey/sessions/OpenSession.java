package dev.latchkey.sessions;

/**
 * A session together with its token; the token is known only during a request.
 *
 * @since 1.0
 */
public record OpenSession(Session session, String token) {

  @Override
  public String toString() {
    return "session " + session.id();
  }
}
