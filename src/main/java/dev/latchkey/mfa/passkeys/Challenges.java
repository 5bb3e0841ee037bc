package dev.latchkey.mfa.passkeys;

import dev.latchkey.Shared;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.RandomBytes;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.SessionState;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Issues challenges, each for one session and purpose, and takes each once. A new one replaces the
 * one before. They expire like pending logins (Web Authentication Level 3 §13.4.3).
 */
@Shared
public class Challenges {

  private static final int LENGTH = 32;

  private final Database database;
  private final Duration lifetime;

  @Inject
  public Challenges(Database database, Settings settings) {
    this.database = database;
    this.lifetime = settings.get(AccountSettings.LOGIN_TIMEOUT);
  }

  /** A state with a new challenge. */
  SessionState issue(SessionState state, Purpose purpose, Challenge challenge) {
    return state.noting(
        purpose.note(),
        Json.createObjectBuilder()
            .add("challenge", Base64Url.encode(challenge.bytes()))
            .add("passwordless", challenge.passwordless())
            .add("at", database.now().toEpochMilli())
            .build());
  }

  /** Issues a challenge to a session that was locked in this transaction. */
  Challenge issue(Session session, Purpose purpose, boolean passwordless) {
    Challenge challenge = create(passwordless);
    session.remember(issue(session.state(), purpose, challenge));
    return challenge;
  }

  /** A challenge that is not issued yet. */
  static Challenge create(boolean passwordless) {
    return new Challenge(RandomBytes.next(LENGTH), passwordless);
  }

  /**
   * Takes the challenge of a session that was locked in this transaction. Commit the transaction
   * even if the response is invalid, so that the challenge is used up.
   */
  Optional<Challenge> take(Session session, Purpose purpose) {
    Optional<JsonValue> note = session.state().note(purpose.note());
    if (note.isPresent()) {
      session.remember(session.state().withoutNote(purpose.note()));
    }
    return note.map(JsonValue::asJsonObject).filter(this::isValid).map(Challenges::read);
  }

  private boolean isValid(JsonObject note) {
    Instant issued = Instant.ofEpochMilli(note.getJsonNumber("at").longValueExact());
    return database.now().isBefore(issued.plus(lifetime));
  }

  private static Challenge read(JsonObject note) {
    return new Challenge(
        Base64Url.decode(note.getString("challenge")).orElseThrow(),
        note.getBoolean("passwordless"));
  }
}
