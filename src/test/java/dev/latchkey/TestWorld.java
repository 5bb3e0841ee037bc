package dev.latchkey;

import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.EnumerationRules;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.login.LoginStage;
import dev.latchkey.flows.signup.Registration;
import dev.latchkey.flows.signup.Signup;
import dev.latchkey.mail.SentMail;
import dev.latchkey.mail.sms.SmsSender;
import dev.latchkey.passwords.PasswordHasher;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.SessionState;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.tokens.ClaimsContributor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A node without a server: the real classes on a database in memory, all on one clock that stands
 * still. The settings are the defaults, with a secret key, the algorithm that makes keys fastest,
 * and no rate limits.
 */
public final class TestWorld extends TestNode {

  public static final String SECRET_KEY =
      "a secret key for tests, longer than any hash that needs one: 0123456789abcdef";
  public static final String PASSWORD = "correct horse battery staple";

  /** The hash of {@link #PASSWORD} that this server would make. */
  public static final String HASH = new PasswordHasher(1, Duration.ofMinutes(1)).hash(PASSWORD);

  private static final Logger AUDIT = Logger.getLogger("dev.latchkey.audit");

  static {
    AUDIT.setLevel(Level.WARNING);
  }

  private TestWorld(Given given) {
    super(given);
  }

  /**
   * A world under these settings: names and values by turns, as environment variables are called.
   */
  public static TestWorld with(String... settings) {
    return new TestWorld(given(settings));
  }

  /** As {@link #with}, with tokens in pairs. */
  public static TestWorld withJwt(String... settings) {
    return with(jwt(settings));
  }

  /** As {@link #withJwt}, where others contribute claims. */
  public static TestWorld withClaims(List<ClaimsContributor> contributors, String... settings) {
    return new TestWorld(given(jwt(settings)).withContributors(contributors));
  }

  /** As {@link #with}, where logins go through these stages. */
  public static TestWorld withStages(List<LoginStage> stages, String... settings) {
    return new TestWorld(given(settings).withStages(stages));
  }

  /** As {@link #with}, where the application brings these senders of short messages. */
  public static TestWorld withSms(List<SmsSender> senders, String... settings) {
    return new TestWorld(given(settings).withSmsSenders(senders));
  }

  /** As {@link #withStages}, where the application brings these senders of short messages too. */
  public static TestWorld withStagesAndSms(
      List<LoginStage> stages, List<SmsSender> senders, String... settings) {
    return new TestWorld(given(settings).withStages(stages).withSmsSenders(senders));
  }

  /** Another node on the same database, under settings of its own. Close it as well. */
  public TestWorld secondNode(String... settings) {
    return new TestWorld(Given.of(database.secondNode(), texts(settings)));
  }

  /** Sign-up in which a test has its hands. */
  public Signup signUp(EmailAddresses itsAddresses, Passwords itsPasswords) {
    return new Signup(
        database,
        new Attempts(limiter),
        new Registration(database, accounts, itsAddresses, itsPasswords, newPassword),
        new EnumerationRules(settings),
        mail,
        codes,
        progress,
        audit);
  }

  /** An account that knows {@link #PASSWORD}. */
  public Account account(String email) {
    return account(null, email, HASH);
  }

  public Account account(String username, String email, String hash) {
    return database.transaction(
        () -> {
          Account account = accounts.add(new Account(username, hash, database.now()));
          if (email != null) {
            addresses.add(new EmailAddress(account, email, true, true, database.now()));
          }
          return account;
        });
  }

  /** Switches an account off, as an administrator would. */
  public void deactivate(Account account) {
    database.transaction(
        () ->
            database
                .entities()
                .createQuery("UPDATE Account a SET a.active = :active WHERE a.id = :id")
                .setParameter("active", false)
                .setParameter("id", account.id())
                .executeUpdate());
  }

  /** Deletes an account with all that it has. */
  public void delete(Account account) {
    database.transaction(
        () ->
            database
                .entities()
                .createNativeQuery("DELETE FROM account WHERE id = " + account.id())
                .executeUpdate());
  }

  public void attribute(Account account, String name, String value) {
    database.transaction(
        () -> accounts.find(account.id()).orElseThrow().attributes().put(name, value));
  }

  public void group(Account account, String name) {
    database.transaction(() -> accounts.find(account.id()).orElseThrow().groups().add(name));
  }

  /** An authenticated session. */
  public OpenSession open(Account account) {
    return database.transaction(
        () ->
            sessions.open(
                strategy.createSessionToken(),
                accounts.find(account.id()).orElseThrow(),
                SessionState.EMPTY));
  }

  /** An anonymous session, before any login. */
  public OpenSession openPending() {
    return database.transaction(
        () -> sessions.openPending(strategy.createSessionToken(), SessionState.EMPTY));
  }

  /** What a login by address and {@link #PASSWORD} brings. */
  public LoginOutcome.Complete logIn(String email) {
    return (LoginOutcome.Complete)
        Outcomes.done(login.byPassword(LoginMethod.EMAIL, email, PASSWORD, Optional.empty()));
  }

  /** The mails that wait to be sent, the oldest first. */
  public List<SentMail> mails() {
    return SentMail.in(database, secrets);
  }

  /** The latest mail to an address. */
  public SentMail mailTo(String email) {
    return mails().stream().filter(m -> m.to().equals(email)).reduce((a, b) -> b).orElseThrow();
  }

  /** How many rows a table has. */
  public long count(String table) {
    Object rows =
        database.entities().createNativeQuery("SELECT COUNT(*) FROM " + table).getSingleResult();
    return ((Number) rows).longValue();
  }

  /** The types of all audit events, in their order. */
  public List<String> audited() {
    return auditEvents().stream().map(AuditEvent::type).toList();
  }

  public List<AuditEvent> auditEvents() {
    return database
        .entities()
        .createQuery("SELECT e FROM AuditEvent e ORDER BY e.id", AuditEvent.class)
        .getResultList();
  }

  private static Given given(String... settings) {
    return Given.of(new TestDatabase(), texts(settings));
  }

  private static String[] jwt(String... settings) {
    String[] all = new String[settings.length + 2];
    all[0] = "HEADLESS_TOKEN_STRATEGY";
    all[1] = "jwt";
    System.arraycopy(settings, 0, all, 2, settings.length);
    return all;
  }

  private static Map<String, String> texts(String... settings) {
    Map<String, String> texts = new HashMap<>();
    texts.put("SECRET_KEY", SECRET_KEY);
    texts.put("HEADLESS_JWT_ALGORITHM", "ES256");
    texts.put("ACCOUNT_RATE_LIMITS_ENABLED", "false");
    texts.put("LATCHKEY_PASSWORD_HASH_WAIT", "60");
    for (int i = 0; i < settings.length; i += 2) {
      texts.put(settings[i], settings[i + 1]);
    }
    return texts;
  }
}
