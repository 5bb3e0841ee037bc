package dev.latchkey.bench;

import dev.latchkey.it.support.Authenticator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Logs in with the password and then with a code, one account after another: a code is valid once.
 */
final class TotpLogins implements Conversation {

  static final Duration PERIOD = Duration.ofSeconds(10);

  /** How many codes before and after the present one the server accepts. */
  static final int TOLERANCE = 10;

  private final List<User> users;
  private int turn;
  private String pending;

  private TotpLogins(List<User> users) {
    this.users = users;
  }

  /** Adds an authenticator app to the account of each. */
  static Conversation of(int port, List<Person> people) {
    return new TotpLogins(people.stream().map(person -> new User(port, person)).toList());
  }

  @Override
  public ByteBuffer next() {
    User user = users.get(turn);
    return ByteBuffer.wrap(pending == null ? user.login : user.code(pending));
  }

  @Override
  public boolean answered(int status, byte[] body, int length) {
    boolean isSecond = pending != null;
    pending =
        isSecond
            ? null
            : Requests.member(
                new String(body, 0, length, StandardCharsets.ISO_8859_1), "session_token");
    turn = isSecond ? (turn + 1) % users.size() : turn;
    return isSecond ? status == 200 : status == 401 && pending != null;
  }

  @Override
  public boolean isComplete() {
    return pending == null;
  }

  private static final class User {

    private final byte[] login;
    private final Authenticator app;
    private long used;

    User(int port, Person person) {
      login = Requests.json("/_allauth/app/v1/auth/login", Person.login(person.email()));
      app = Authenticator.addedBy(person.sender(port), PERIOD);
      used = app.step();
    }

    byte[] code(String session) {
      // One less than accepted: the request may arrive in the next time step.
      used = Math.max(used + 1, app.step() - TOLERANCE + 1);
      if (used >= app.step() + TOLERANCE) {
        throw new IllegalStateException("more logins than codes");
      }
      return Requests.post(
          "/_allauth/app/v1/auth/2fa/authenticate",
          "application/json",
          "{\"code\":\"" + app.code(used) + "\"}",
          "X-Session-Token",
          session);
    }
  }
}
