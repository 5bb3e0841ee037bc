package dev.latchkey;

import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.flows.AddressOwnership;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.CodeMessages;
import dev.latchkey.flows.CodeRedemption;
import dev.latchkey.flows.Codes;
import dev.latchkey.flows.EnumerationRules;
import dev.latchkey.flows.FrontendLinks;
import dev.latchkey.flows.Notifications;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.OwnAccount;
import dev.latchkey.flows.emails.AddressBook;
import dev.latchkey.flows.emails.AddressVerification;
import dev.latchkey.flows.emails.EmailLinks;
import dev.latchkey.flows.emails.EmailVerificationStage;
import dev.latchkey.flows.emails.ManagedAddresses;
import dev.latchkey.flows.emails.VerificationByCode;
import dev.latchkey.flows.emails.VerificationByLink;
import dev.latchkey.flows.emails.VerificationCodes;
import dev.latchkey.flows.emails.VerificationMail;
import dev.latchkey.flows.login.CurrentPassword;
import dev.latchkey.flows.login.Login;
import dev.latchkey.flows.login.LoginByCode;
import dev.latchkey.flows.login.LoginCodeRequest;
import dev.latchkey.flows.login.LoginCodeResend;
import dev.latchkey.flows.login.LoginCodeStage;
import dev.latchkey.flows.login.LoginCodes;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.login.LoginProgress;
import dev.latchkey.flows.login.LoginStage;
import dev.latchkey.flows.login.LoginStages;
import dev.latchkey.flows.login.Logout;
import dev.latchkey.flows.login.OwnSessions;
import dev.latchkey.flows.login.PasswordMethod;
import dev.latchkey.flows.login.PendingLogins;
import dev.latchkey.flows.login.Reauthentication;
import dev.latchkey.flows.login.TokenRefresh;
import dev.latchkey.flows.password.LinkOrCode;
import dev.latchkey.flows.password.NewPassword;
import dev.latchkey.flows.password.PasswordChange;
import dev.latchkey.flows.password.PasswordReplacement;
import dev.latchkey.flows.password.PasswordReset;
import dev.latchkey.flows.password.PasswordResetCompletion;
import dev.latchkey.flows.password.PasswordResetRequest;
import dev.latchkey.flows.password.ResetByCode;
import dev.latchkey.flows.password.ResetByLink;
import dev.latchkey.flows.password.ResetLinks;
import dev.latchkey.flows.password.ResetMail;
import dev.latchkey.flows.signup.Registration;
import dev.latchkey.flows.signup.Signup;
import dev.latchkey.keys.KeyRing;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.mail.Delivery;
import dev.latchkey.mail.Outbox;
import dev.latchkey.mail.RecipientLimit;
import dev.latchkey.mail.SentMail;
import dev.latchkey.mail.ShortMessages;
import dev.latchkey.mail.sms.SmsSender;
import dev.latchkey.metrics.Counters;
import dev.latchkey.passwords.PasswordHasher;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.SessionState;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.throttle.RateLimiter;
import dev.latchkey.tokens.AccessTokens;
import dev.latchkey.tokens.ClaimsContributor;
import dev.latchkey.tokens.JwtTokens;
import dev.latchkey.tokens.Strategies;
import dev.latchkey.tokens.TokenFixture;
import dev.latchkey.tokens.TokenStrategy;
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
public final class TestWorld implements AutoCloseable {

  public static final String SECRET_KEY =
      "a secret key for tests, longer than any hash that needs one: 0123456789abcdef";
  public static final String PASSWORD = "correct horse battery staple";

  /** The hash of {@link #PASSWORD} that this server would make. */
  public static final String HASH = new PasswordHasher(1, Duration.ofMinutes(1)).hash(PASSWORD);

  private static final Logger AUDIT = Logger.getLogger("dev.latchkey.audit");

  static {
    AUDIT.setLevel(Level.WARNING);
  }

  public final TestDatabase database;
  public final FakeClock clock;
  public final Settings settings;
  public final Accounts accounts;
  public final EmailAddresses addresses;
  public final Passwords passwords;
  public final Audit audit;
  public final Counters counters = new Counters();
  public final RateLimiter limiter;
  public final Sessions sessions;
  public final ServerSecrets secrets;
  public final KeyRing keys;
  public final JwtTokens tokens;
  public final AccessTokens accessTokens;
  public final TokenStrategy strategy;
  public final Delivery delivery;
  public final AddressOwnership ownership;
  public final Codes codes;
  public final VerificationMail mail;
  public final NewPassword newPassword;
  public final LoginProgress progress;
  public final Login login;
  public final Signup signUp;
  public final Logout logout;
  public final TokenRefresh refresh;
  public final LoginStages stages;
  public final PendingLogins pendingLogins;
  public final LoginByCode loginByCode;
  public final LoginCodeRequest loginCodeRequest;
  public final LoginCodeResend loginCodeResend;
  public final CodeMessages codeMessages;
  public final CodeRedemption redemption;
  public final Outbox outbox;
  public final AddressVerification verification;
  public final VerificationCodes verificationCodes;
  public final PasswordResetRequest resetRequest;
  public final PasswordReset reset;
  public final PasswordChange passwordChange;
  public final Reauthentication reauthentication;
  public final ManagedAddresses managedAddresses;
  public final OwnSessions ownSessions;

  private TestWorld(
      TestDatabase database,
      Map<String, String> texts,
      List<ClaimsContributor> contributors,
      List<LoginStage> stages) {
    this(database, texts, contributors, stages, List.of());
  }

  private TestWorld(
      TestDatabase database,
      Map<String, String> texts,
      List<ClaimsContributor> contributors,
      List<LoginStage> stages,
      List<SmsSender> smsSenders) {
    this.database = database;
    this.clock = database.clock();
    this.settings = Settings.of(texts);
    this.accounts = new Accounts(database);
    this.addresses = new EmailAddresses(database);
    this.passwords = new RememberedPasswords(settings);
    this.audit = new Audit(database, settings, event -> {});
    this.limiter = new RateLimiter(database, settings, counters);
    this.sessions = new Sessions(database, settings);
    this.secrets = new ServerSecrets(database, settings);
    this.keys = new KeyRing(database, secrets, settings, clock, System::nanoTime);
    this.tokens = new JwtTokens(keys, secrets, settings);
    this.accessTokens = new AccessTokens(tokens, sessions, settings);
    Strategies strategies =
        TokenFixture.strategies(
            database, clock, settings, sessions, addresses, audit, counters, tokens, contributors);
    this.strategy = strategies.active();
    this.delivery =
        new Delivery(database, secrets, settings, new ShortMessages(settings, smsSenders));
    this.outbox =
        new Outbox(database, secrets, settings, new RecipientLimit(limiter, audit), delivery);
    this.codes = new Codes(database, secrets, settings);
    this.codeMessages = new CodeMessages(codes, outbox);
    EmailLinks emailLinks = new EmailLinks(database, addresses, secrets, settings);
    ResetLinks resetLinks = new ResetLinks(database, addresses, secrets, settings);
    FrontendLinks frontend = new FrontendLinks(settings);
    Attempts attempts = new Attempts(limiter);
    OwnAccount ownAccount = new OwnAccount(database, accounts, sessions);
    this.mail =
        new VerificationMail(attempts, outbox, codeMessages, emailLinks, frontend, settings);
    LoginCodeStage codeStage = new LoginCodeStage(addresses, codeMessages, settings);
    EmailVerificationStage verificationStage =
        new EmailVerificationStage(addresses, mail, codes, settings);
    this.stages =
        new LoginStages(
            database, settings, stages == null ? List.of(codeStage, verificationStage) : stages);
    this.progress = new LoginProgress(sessions, this.stages, strategies, audit);
    this.newPassword = new NewPassword(passwords, addresses);
    Notifications notifications = new Notifications(addresses, outbox);
    EnumerationRules enumeration = new EnumerationRules(settings);
    this.ownership = new AddressOwnership(accounts, addresses, sessions, notifications, audit);
    AddressBook book = new AddressBook(addresses, ownership, notifications, audit, settings);
    this.login = new Login(database, limiter, accounts, addresses, passwords, progress, audit);
    this.signUp = signUp(addresses, passwords);
    this.redemption = new CodeRedemption(database, limiter, sessions, codes, audit);
    this.pendingLogins = new PendingLogins(database, sessions, accounts, this.stages, progress);
    this.loginByCode =
        new LoginByCode(
            database, addresses, ownership, this.stages, this.pendingLogins, redemption);
    LoginCodes loginCodes = new LoginCodes(codeMessages, codes, outbox);
    this.loginCodeRequest =
        new LoginCodeRequest(database, attempts, addresses, enumeration, loginCodes, progress);
    this.loginCodeResend =
        new LoginCodeResend(
            database, attempts, sessions, accounts, addresses, this.stages, loginCodes, settings);
    VerificationByLink byLink =
        new VerificationByLink(
            database, accounts, ownership, book, emailLinks, this.stages, sessions);
    this.verificationCodes =
        new VerificationCodes(
            database, sessions, addresses, enumeration, codes, mail, this.stages, settings);
    VerificationByCode verificationByCode =
        new VerificationByCode(
            accounts, addresses, book, ownership, codes, redemption, this.stages, progress);
    PasswordReplacement replacement =
        new PasswordReplacement(accounts, sessions, notifications, audit);
    PasswordResetCompletion completion =
        new PasswordResetCompletion(
            database, accounts, addresses, ownership, replacement, progress, settings);
    ResetByLink resetByLink =
        new ResetByLink(database, attempts, limiter, resetLinks, newPassword, completion);
    ResetByCode resetByCode =
        new ResetByCode(attempts, limiter, accounts, redemption, newPassword, completion);
    LinkOrCode ways =
        new LinkOrCode(byLink, verificationByCode, resetByLink, resetByCode, settings);
    this.verification = ways.verification();
    this.reset = ways.reset();
    this.resetRequest =
        new PasswordResetRequest(
            database,
            attempts,
            addresses,
            enumeration,
            progress,
            new ResetMail(outbox, codeMessages, codes, resetLinks, frontend, settings),
            audit);
    CurrentPassword currentPassword = new CurrentPassword(limiter, passwords, audit);
    this.passwordChange =
        new PasswordChange(
            attempts, ownAccount, replacement, currentPassword, newPassword, progress, settings);
    this.reauthentication =
        new Reauthentication(
            database,
            attempts,
            ownAccount,
            accounts,
            currentPassword,
            audit,
            settings,
            List.of(new PasswordMethod()));
    this.managedAddresses =
        new ManagedAddresses(
            database, attempts, ownAccount, addresses, book, enumeration, mail, verificationCodes);
    this.ownSessions = new OwnSessions(database, accounts, sessions, audit);
    this.logout = new Logout(database, sessions, audit);
    this.refresh = new TokenRefresh(attempts, strategies);
  }

  /**
   * A world under these settings: names and values by turns, as environment variables are called.
   */
  public static TestWorld with(String... settings) {
    return new TestWorld(new TestDatabase(), texts(settings), List.of(), null);
  }

  /** As {@link #with}, with tokens in pairs. */
  public static TestWorld withJwt(String... settings) {
    return with(jwt(settings));
  }

  /** As {@link #withJwt}, where others contribute claims. */
  public static TestWorld withClaims(List<ClaimsContributor> contributors, String... settings) {
    return new TestWorld(new TestDatabase(), texts(jwt(settings)), contributors, null);
  }

  /** As {@link #with}, where logins go through these stages. */
  public static TestWorld withStages(List<LoginStage> stages, String... settings) {
    return new TestWorld(new TestDatabase(), texts(settings), List.of(), stages);
  }

  /** As {@link #with}, where the application brings these senders of short messages. */
  public static TestWorld withSms(List<SmsSender> senders, String... settings) {
    return new TestWorld(new TestDatabase(), texts(settings), List.of(), null, senders);
  }

  /** As {@link #withStages}, where the application brings these senders of short messages too. */
  public static TestWorld withStagesAndSms(
      List<LoginStage> stages, List<SmsSender> senders, String... settings) {
    return new TestWorld(new TestDatabase(), texts(settings), List.of(), stages, senders);
  }

  /** Another node on the same database, under settings of its own. Close it as well. */
  public TestWorld secondNode(String... settings) {
    return new TestWorld(database.secondNode(), texts(settings), List.of(), null);
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

  /** A session in which nobody is logged in yet. */
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

  @Override
  public void close() {
    database.close();
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
