package dev.latchkey.tokens;

import dev.latchkey.keys.KnownKey;
import dev.latchkey.sessions.Session;
import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * What this server knows about a token, valid or not.
 *
 * @param kind the kind of token, as far as it can be determined
 * @param flaw why it is not valid; empty if it is valid
 * @param header the header of a JWT, authentic or not
 * @param claims the claims of a JWT, authentic or not
 * @param key the key that its header names, if this server has it
 * @param session the session that it belongs to; it may have expired. Only of an authentic token
 */
public record InspectedToken(
    Kind kind,
    Optional<Flaw> flaw,
    Optional<JsonObject> header,
    Optional<JsonObject> claims,
    Optional<KnownKey> key,
    Optional<Session> session) {

  /** The kinds of token. */
  public enum Kind {
    ACCESS,
    REFRESH,
    SESSION,
    UNKNOWN
  }

  /**
   * Why a token is not valid.
   *
   * @param reason a name: {@code expired}
   * @param explanation a sentence
   */
  public record Flaw(String reason, String explanation) {}

  @Override
  public String toString() {
    return "InspectedToken[" + kind + "]";
  }
}
