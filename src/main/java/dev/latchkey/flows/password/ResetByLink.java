package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Problem;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Resetting a password by a signed link. */
@Shared
public class ResetByLink extends PasswordReset {

  private static final Outcome REFUSED =
      new Outcome.Refused(List.of(Problem.with("key", ErrorCodes.INVALID_PASSWORD_RESET)));

  private final Database database;
  private final ResetLinks links;
  private final PasswordResetCompletion completion;

  @Inject
  public ResetByLink(
      Database database,
      RateLimiter limiter,
      ResetLinks links,
      Passwords passwords,
      NewPassword newPassword,
      PasswordResetCompletion completion) {
    super(limiter, passwords, newPassword);
    this.database = database;
    this.links = links;
    this.completion = completion;
  }

  @Override
  public Outcome look(String key, Optional<Session> current) {
    return database.transaction(
        () ->
            links
                .find(key)
                .<Outcome>map(a -> new Outcome.Good(a.address().account()))
                .orElse(REFUSED));
  }

  @Override
  Outcome complete(String key, Account seen, String newHash, Optional<Session> current) {
    return database.transaction(
        () ->
            links
                .find(key)
                .flatMap(
                    a ->
                        completion.complete(seen, a.epoch(), a.address().email(), newHash, current))
                .orElse(REFUSED));
  }
}
