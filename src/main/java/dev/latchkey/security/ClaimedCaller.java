package dev.latchkey.security;

import dev.latchkey.jose.AuthenticationClaims;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.jose.TokenUse;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A caller as the claims of an access token identify it. Immutable. */
public record ClaimedCaller(Caller caller) {

  /** The caller that the claims of a verified token identify, without its session. */
  public static ClaimedCaller read(JsonObject claims) {
    return new ClaimedCaller(of(claims, null));
  }

  /**
   * The caller that the claims identify.
   *
   * @param claims of a verified token; {@code sub} must be among them
   * @param session the token's session, or null if it was not looked up
   */
  public static Caller of(JsonObject claims, @Nullable CallerSession session) {
    String userId = claims.getString("sub");
    return new Caller(
        TokenUse.ACCESS,
        TokenCarrier.HEADER,
        claims.getString("upn", userId),
        userId,
        session,
        groups(claims),
        texts(claims),
        session == null ? AuthenticationClaims.of(claims) : session.authentication());
  }

  /** All claims as strings, in JSON if they are not strings. */
  public static Map<String, String> texts(JsonObject claims) {
    Map<String, String> texts = new HashMap<>();
    claims.forEach((name, value) -> texts.put(name, text(value)));
    return texts;
  }

  /** The claim {@code groups}; empty if it is missing or not a list. */
  public static Set<String> groups(JsonObject claims) {
    Set<String> groups = new HashSet<>();
    if (claims.get("groups") instanceof JsonArray array) {
      array.forEach(group -> groups.add(text(group)));
    }
    return groups;
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString string ? string.getString() : value.toString();
  }
}
