package dev.latchkey.flows;

import static dev.latchkey.flows.Outcomes.done;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.latchkey.Altered;
import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.signup.SignupRequest;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.LoginMethod;
import java.util.List;
import java.util.Optional;

/** What people do, in the words of the tests of this package. */
public final class Steps {

  public static final String NEW_PASSWORD = "another horse, another battery";

  private static final String VERIFY = "https://app.example.org/verify/";
  private static final String RESET = "https://app.example.org/reset/";

  private final TestWorld world;

  public Steps(TestWorld world) {
    this.world = world;
  }

  /** Settings with the pages that links lead to, and these besides. */
  public static String[] settings(String... more) {
    String[] pages = {
      "HEADLESS_FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL", VERIFY + "{key}",
      "HEADLESS_FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY", RESET + "{key}"
    };
    String[] all = java.util.Arrays.copyOf(pages, pages.length + more.length);
    System.arraycopy(more, 0, all, pages.length, more.length);
    return all;
  }

  public Outcome<LoginOutcome> signUp(String email) {
    return world.signUp.begin(new SignupRequest(email, null, TestWorld.PASSWORD), Optional.empty());
  }

  public Outcome<LoginOutcome> logIn(String email, String password) {
    return world.login.byPassword(LoginMethod.EMAIL, email, password, Optional.empty());
  }

  public OpenSession pending(Outcome<LoginOutcome> outcome) {
    return assertInstanceOf(LoginOutcome.Pending.class, done(outcome)).session();
  }

  public LoginOutcome.Complete complete(Outcome<LoginOutcome> outcome) {
    return complete(done(outcome));
  }

  public LoginOutcome.Complete complete(LoginOutcome outcome) {
    return assertInstanceOf(LoginOutcome.Complete.class, outcome);
  }

  /** The session behind a token, as the next request finds it. */
  public Optional<Session> now(OpenSession session) {
    return world.sessions.find(session.token());
  }

  /** The stage that the session behind a token owes. */
  public Optional<String> owes(OpenSession session) {
    return now(session).flatMap(s -> world.stages.pending(s)).map(login -> login.stage());
  }

  /** An account whose address is verified. */
  public Account verified(String email) {
    Account account = world.account(email);
    verify(account, email);
    return account;
  }

  public void verify(Account account, String email) {
    world.database.transaction(
        () ->
            world.addresses.verify(
                world.addresses.find(account, email).orElseThrow(), AddressProof.CODE));
  }

  /** One more address of an account, which is not its primary one. */
  public void add(Account account, String email, boolean verified) {
    world.database.transaction(
        () -> {
          world.addresses.add(account, email, false);
        });
    if (verified) {
      verify(account, email);
    }
  }

  public boolean isVerified(Account account, String email) {
    return world.addresses.find(account, email).orElseThrow().isVerified();
  }

  /**
   * The account's addresses in words, the oldest first: {@code ada@example.org primary verified}.
   */
  public List<String> addresses(Account account) {
    return world.addresses.of(account).stream()
        .map(
            e ->
                e.email() + (e.isPrimary() ? " primary" : "") + (e.isVerified() ? " verified" : ""))
        .toList();
  }

  public String verificationKey(String email) {
    return world.mailTo(email).keyAfter(VERIFY);
  }

  public String resetKey(String email) {
    return world.mailTo(email).keyAfter(RESET);
  }

  public String code(String email) {
    return world.mailTo(email).code();
  }

  /** A code of the same form that is not the right one. */
  public static String wrong(String code) {
    return Altered.atStart(code);
  }
}
