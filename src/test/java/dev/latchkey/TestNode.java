package dev.latchkey;

import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.flows.AddressOwnership;
import dev.latchkey.flows.CodeMessages;
import dev.latchkey.flows.CodeRedemption;
import dev.latchkey.flows.Codes;
import dev.latchkey.flows.emails.AddressVerification;
import dev.latchkey.flows.emails.ManagedAddresses;
import dev.latchkey.flows.emails.VerificationCodes;
import dev.latchkey.flows.emails.VerificationMail;
import dev.latchkey.flows.login.Login;
import dev.latchkey.flows.login.LoginByCode;
import dev.latchkey.flows.login.LoginCodeRequest;
import dev.latchkey.flows.login.LoginCodeResend;
import dev.latchkey.flows.login.LoginProgress;
import dev.latchkey.flows.login.LoginStages;
import dev.latchkey.flows.login.Logout;
import dev.latchkey.flows.login.OwnSessions;
import dev.latchkey.flows.login.PendingLogins;
import dev.latchkey.flows.login.Reauthentication;
import dev.latchkey.flows.login.TokenRefresh;
import dev.latchkey.flows.password.LinkOrCode;
import dev.latchkey.flows.password.NewPassword;
import dev.latchkey.flows.password.PasswordChange;
import dev.latchkey.flows.password.PasswordReset;
import dev.latchkey.flows.password.PasswordResetRequest;
import dev.latchkey.flows.signup.Signup;
import dev.latchkey.keys.KeyRing;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.mail.Delivery;
import dev.latchkey.mail.Outbox;
import dev.latchkey.metrics.Counters;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.Settings;
import dev.latchkey.throttle.RateLimiter;
import dev.latchkey.tokens.AccessTokens;
import dev.latchkey.tokens.JwtTokens;
import dev.latchkey.tokens.Strategies;
import dev.latchkey.tokens.TokenStrategy;

/** The beans of one node that tests use, wired by CDI. */
public abstract class TestNode implements AutoCloseable {

  private final WorldBeans beans;

  public final TestDatabase database;
  public final FakeClock clock;
  public final Settings settings;
  public final Accounts accounts;
  public final EmailAddresses addresses;
  public final Passwords passwords;
  public final Audit audit;
  public final Counters counters;
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
  public final LinkOrCode linkOrCode;
  public final AddressVerification verification;
  public final VerificationCodes verificationCodes;
  public final PasswordResetRequest resetRequest;
  public final PasswordReset reset;
  public final PasswordChange passwordChange;
  public final Reauthentication reauthentication;
  public final ManagedAddresses managedAddresses;
  public final OwnSessions ownSessions;

  TestNode(Given given) {
    this.beans = new WorldBeans(given);
    this.database = given.database();
    this.clock = given.database().clock();
    this.settings = given.settings();
    this.accounts = beans.get(Accounts.class);
    this.addresses = beans.get(EmailAddresses.class);
    this.passwords = beans.get(Passwords.class);
    this.audit = beans.get(Audit.class);
    this.counters = beans.get(Counters.class);
    this.limiter = beans.get(RateLimiter.class);
    this.sessions = beans.get(Sessions.class);
    this.secrets = beans.get(ServerSecrets.class);
    this.keys = beans.get(KeyRing.class);
    this.tokens = beans.get(JwtTokens.class);
    this.accessTokens = beans.get(AccessTokens.class);
    this.strategy = beans.get(Strategies.class).active();
    this.delivery = beans.get(Delivery.class);
    this.ownership = beans.get(AddressOwnership.class);
    this.codes = beans.get(Codes.class);
    this.mail = beans.get(VerificationMail.class);
    this.newPassword = beans.get(NewPassword.class);
    this.progress = beans.get(LoginProgress.class);
    this.login = beans.get(Login.class);
    this.signUp = beans.get(Signup.class);
    this.logout = beans.get(Logout.class);
    this.refresh = beans.get(TokenRefresh.class);
    this.stages = beans.get(LoginStages.class);
    this.pendingLogins = beans.get(PendingLogins.class);
    this.loginByCode = beans.get(LoginByCode.class);
    this.loginCodeRequest = beans.get(LoginCodeRequest.class);
    this.loginCodeResend = beans.get(LoginCodeResend.class);
    this.codeMessages = beans.get(CodeMessages.class);
    this.redemption = beans.get(CodeRedemption.class);
    this.outbox = beans.get(Outbox.class);
    this.linkOrCode = beans.get(LinkOrCode.class);
    this.verification = linkOrCode.verification();
    this.verificationCodes = beans.get(VerificationCodes.class);
    this.resetRequest = beans.get(PasswordResetRequest.class);
    this.reset = linkOrCode.reset();
    this.passwordChange = beans.get(PasswordChange.class);
    this.reauthentication = beans.get(Reauthentication.class);
    this.managedAddresses = beans.get(ManagedAddresses.class);
    this.ownSessions = beans.get(OwnSessions.class);
  }

  @Override
  public void close() {
    beans.close();
    database.close();
  }
}
