package dev.latchkey.resource;

import dev.latchkey.jose.AuthenticationClaims;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.security.Caller;
import dev.latchkey.security.CallerSession;
import dev.latchkey.security.ClaimedCaller;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Reads the response of introspection. */
final class IntrospectedCaller {

  private IntrospectedCaller() {}

  /** The session, as far as the response contains it. */
  static CallerSession session(JsonObject answer) {
    String sid = answer.getString("sid", "");
    Long id = sid.matches("\\d{1,18}") ? Long.valueOf(sid) : null;
    Instant provedAt =
        time(answer, "last_auth_time").or(() -> time(answer, "auth_time")).orElse(null);
    return new CallerSession(id, provedAt, AuthenticationClaims.of(answer));
  }

  /** A time that no calendar has is none. */
  private static Optional<Instant> time(JsonObject answer, String name) {
    try {
      return answer.get(name) instanceof JsonNumber number
          ? Optional.of(Instant.ofEpochSecond(number.longValue()))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The caller of a session token. */
  static Caller ofSession(JsonObject answer) {
    String userId = answer.getString("sub");
    return new Caller(
        TokenUse.SESSION,
        answer.getString("username", userId),
        userId,
        session(answer),
        ClaimedCaller.groups(answer),
        ClaimedCaller.texts(answer));
  }
}
