package dev.latchkey.sessions;

import dev.latchkey.mail.Channel;
import dev.latchkey.mail.Destination;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A code that was sent and not yet entered.
 *
 * @param digest the keyed digest of the code; empty after its confirmation, or if none was sent
 * @param to the recipient
 * @param accountId the account of the recipient, or null if there is none
 * @param attempts the number of incorrect codes entered, over all resends
 * @param sentAt when the last one was sent
 * @param others what a later release has stored with it
 */
public record PendingCode(
    CodePurpose purpose,
    String digest,
    Destination to,
    @Nullable Long accountId,
    int attempts,
    Instant sentAt,
    JsonObject others) {

  private static final Set<String> KNOWN =
      Set.of("digest", "email", "channel", "attempts", "sentAt", "account");

  public PendingCode(
      CodePurpose purpose,
      String digest,
      Destination to,
      @Nullable Long accountId,
      int attempts,
      Instant sentAt) {
    this(purpose, digest, to, accountId, attempts, sentAt, JsonValue.EMPTY_JSON_OBJECT);
  }

  /**
   * The address it was sent to.
   *
   * @throws IllegalStateException for a code that did not go by mail
   */
  public String email() {
    if (to.channel() != Channel.MAIL) {
      throw new IllegalStateException("This code did not go by mail.");
    }
    return to.text();
  }

  public PendingCode afterWrongAttempt() {
    return new PendingCode(purpose, digest, to, accountId, attempts + 1, sentAt, others);
  }

  /** The same process with another code, sent now. */
  public PendingCode resent(String newDigest, Instant now) {
    return new PendingCode(purpose, newDigest, to, accountId, attempts, now, others);
  }

  JsonObject toJson() {
    JsonObjectBuilder json =
        StateAsJson.JSON
            .createObjectBuilder()
            .add("digest", digest)
            .add("email", to.text())
            .add("attempts", attempts)
            .add("sentAt", sentAt.toEpochMilli());
    if (to.channel() != Channel.MAIL) {
      json.add("channel", to.channel().text());
    }
    if (accountId != null) {
      json.add("account", accountId);
    }
    others.forEach(json::add);
    return json.build();
  }

  /** Reads a code; empty if it was sent by a channel that only a later release knows. */
  static Optional<PendingCode> fromJson(CodePurpose purpose, JsonObject json) {
    // An earlier release, which supports only mail, reads "email" of any code and keeps "channel".
    String name = json.getString("channel", Channel.MAIL.text());
    return Stream.of(Channel.values())
        .filter(channel -> channel.text().equals(name))
        .findFirst()
        .map(channel -> fromJson(purpose, channel, json));
  }

  private static PendingCode fromJson(CodePurpose purpose, Channel channel, JsonObject json) {
    return new PendingCode(
        purpose,
        json.getString("digest"),
        new Destination(channel, json.getString("email")),
        json.containsKey("account") ? json.getJsonNumber("account").longValueExact() : null,
        json.getInt("attempts"),
        Instant.ofEpochMilli(json.getJsonNumber("sentAt").longValueExact()),
        OtherMembers.of(json, KNOWN));
  }
}
