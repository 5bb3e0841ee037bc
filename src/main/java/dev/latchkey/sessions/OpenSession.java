package dev.latchkey.sessions;

/**
 * A session together with the token that names it; the token is known only while a request lasts.
 *
 * @since 1.0
 */
public record OpenSession(Session session, String token) {

  @Override
  public String toString() {
    return "session " + session.id();
  }
}
