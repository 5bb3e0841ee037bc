package dev.latchkey.resource;

import dev.latchkey.jose.TokenUse;
import dev.latchkey.security.Caller;
import dev.latchkey.security.CallerSession;
import dev.latchkey.security.ClaimedCaller;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Instant;

/** Reads the response of introspection. */
final class IntrospectedCaller {

  private IntrospectedCaller() {}

  /** The session, as far as the response contains it. */
  static CallerSession session(JsonObject answer) {
    String sid = answer.getString("sid", "");
    Long id = sid.matches("\\d{1,18}") ? Long.valueOf(sid) : null;
    Instant provedAt =
        answer.get("auth_time") instanceof JsonNumber number
            ? Instant.ofEpochSecond(number.longValue())
            : null;
    return new CallerSession(id, provedAt);
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
