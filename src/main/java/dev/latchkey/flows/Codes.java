package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.crypto.secrets.Seal;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.mail.Destination;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.SessionState;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Setting;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.CodeFormat;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Codes that users receive and type. A session stores at most one for each purpose, as a keyed
 * digest. A maximum of invalid attempts, over all resends, ends the process.
 */
@Shared
public class Codes {

  /** The result of checking a code. */
  public sealed interface Check {

    /** No code is awaited. */
    record NotPending() implements Check {}

    record Wrong() implements Check {}

    record Right(PendingCode code) implements Check {}
  }

  private record Rules(
      Setting<CodeFormat> format, Setting<Integer> maxAttempts, Setting<Duration> timeout) {}

  private static final Rules VERIFICATION =
      new Rules(
          AccountSettings.EMAIL_VERIFICATION_BY_CODE_FORMAT,
          AccountSettings.EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS,
          AccountSettings.EMAIL_VERIFICATION_BY_CODE_TIMEOUT);
  private static final Rules LOGIN =
      new Rules(
          AccountSettings.LOGIN_BY_CODE_FORMAT,
          AccountSettings.LOGIN_BY_CODE_MAX_ATTEMPTS,
          AccountSettings.LOGIN_BY_CODE_TIMEOUT);
  private static final Rules RESET =
      new Rules(
          AccountSettings.PASSWORD_RESET_BY_CODE_FORMAT,
          AccountSettings.PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS,
          AccountSettings.PASSWORD_RESET_BY_CODE_TIMEOUT);

  private final Database database;
  private final ServerSecrets secrets;
  private final Settings settings;

  @Inject
  public Codes(Database database, ServerSecrets secrets, Settings settings) {
    this.database = database;
    this.secrets = secrets;
    this.settings = settings;
  }

  /** A new code for a purpose; send it and do not store it. */
  String generate(CodePurpose purpose) {
    CodeFormat format = settings.get(rules(purpose).format);
    return new UserCode(format.length(), format.numeric(), format.dashed()).generate();
  }

  /** What a session stores of a code that was sent. */
  PendingCode sent(CodePurpose purpose, String code, Destination to, @Nullable Long accountId) {
    return new PendingCode(purpose, digest(purpose, to, code), to, accountId, 0, database.now());
  }

  /**
   * What a session stores if no code was sent, so that no code is valid. It takes the same time as
   * for a code that was sent.
   *
   * @param accountId null if no account has the address and the client must not find out
   */
  public PendingCode unsent(CodePurpose purpose, Destination to, @Nullable Long accountId) {
    digest(purpose, to, generate(purpose));
    return new PendingCode(purpose, "", to, accountId, 0, database.now());
  }

  /** The same process, with another code. */
  PendingCode resent(PendingCode before, String code) {
    return before.resent(digest(before.purpose(), before.to(), code), database.now());
  }

  /** The same process, in which no code is valid. */
  public PendingCode unsentAgain(PendingCode before) {
    return before.resent("", database.now());
  }

  /** The code that the session awaits, unless it has expired. */
  public Optional<PendingCode> awaited(Session session, CodePurpose purpose) {
    Duration timeout = settings.get(rules(purpose).timeout);
    return session
        .state()
        .code(purpose)
        .filter(c -> database.now().isBefore(c.sentAt().plus(timeout)));
  }

  /**
   * Compares the typed code with the awaited one, and counts it if it is invalid. The last
   * permitted invalid code ends the process, and the login that it was part of. Call it with a
   * locked session, and commit the transaction whatever the result.
   */
  public Check check(Session session, CodePurpose purpose, String typed) {
    return check(session, purpose, code -> matches(code, typed));
  }

  /** As {@link #check}, if no more guesses are allowed: every code counts as invalid. */
  public Check reject(Session session, CodePurpose purpose) {
    return check(session, purpose, code -> false);
  }

  private Check check(Session session, CodePurpose purpose, Predicate<PendingCode> isRight) {
    Optional<PendingCode> awaited = awaited(session, purpose);
    if (awaited.isEmpty()) {
      return new Check.NotPending();
    }
    PendingCode code = awaited.get();
    if (isRight.test(code)) {
      return new Check.Right(code);
    }
    PendingCode counted = code.afterWrongAttempt();
    boolean exhausted = counted.attempts() >= settings.get(rules(purpose).maxAttempts);
    session.remember(exhausted ? ended(session.state(), purpose) : session.state().with(counted));
    return new Check.Wrong();
  }

  private static SessionState ended(SessionState state, CodePurpose purpose) {
    return purpose == CodePurpose.PASSWORD_RESET
        ? state.without(purpose)
        : state.without(purpose).withoutLogin();
  }

  private boolean matches(PendingCode code, String typed) {
    return seal().matches(text(code.purpose(), code.to(), typed), code.digest());
  }

  private String digest(CodePurpose purpose, Destination to, String code) {
    return seal().sign(text(purpose, to, code));
  }

  private static String text(CodePurpose purpose, Destination to, String code) {
    return purpose + "/" + to.text() + "/" + UserCode.normalise(code);
  }

  private Seal seal() {
    return new Seal(secrets.keys(), "user-code");
  }

  private static Rules rules(CodePurpose purpose) {
    return switch (purpose) {
      case EMAIL_VERIFICATION -> VERIFICATION;
      case LOGIN -> LOGIN;
      case PASSWORD_RESET -> RESET;
    };
  }
}
