package dev.latchkey.sessions;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Set;

/**
 * A code that was sent and not yet entered.
 *
 * @param digest the keyed digest of the code; empty after its confirmation, or if none was sent
 * @param email where it was sent
 * @param accountId the account of the address, or null if there is none
 * @param attempts the number of incorrect codes entered, over all resends
 * @param sentAt when the last one was sent
 * @param others what a later release has stored with it
 */
public record PendingCode(
    CodePurpose purpose,
    String digest,
    String email,
    Long accountId,
    int attempts,
    Instant sentAt,
    JsonObject others) {

  private static final Set<String> KNOWN =
      Set.of("digest", "email", "attempts", "sentAt", "account");

  public PendingCode(
      CodePurpose purpose,
      String digest,
      String email,
      Long accountId,
      int attempts,
      Instant sentAt) {
    this(purpose, digest, email, accountId, attempts, sentAt, JsonValue.EMPTY_JSON_OBJECT);
  }

  public PendingCode afterWrongAttempt() {
    return new PendingCode(purpose, digest, email, accountId, attempts + 1, sentAt, others);
  }

  /** The same process with another code, sent now. */
  public PendingCode resent(String newDigest, Instant now) {
    return new PendingCode(purpose, newDigest, email, accountId, attempts, now, others);
  }

  JsonObject toJson() {
    JsonObjectBuilder json =
        StateAsJson.JSON
            .createObjectBuilder()
            .add("digest", digest)
            .add("email", email)
            .add("attempts", attempts)
            .add("sentAt", sentAt.toEpochMilli());
    if (accountId != null) {
      json.add("account", accountId);
    }
    others.forEach(json::add);
    return json.build();
  }

  static PendingCode fromJson(CodePurpose purpose, JsonObject json) {
    return new PendingCode(
        purpose,
        json.getString("digest"),
        json.getString("email"),
        json.containsKey("account") ? json.getJsonNumber("account").longValueExact() : null,
        json.getInt("attempts"),
        Instant.ofEpochMilli(json.getJsonNumber("sentAt").longValueExact()),
        OtherMembers.of(json, KNOWN));
  }
}
