package dev.latchkey.mfa.trust;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.problem;
import static dev.latchkey.flows.Outcomes.rejection;
import static dev.latchkey.mfa.trust.Device.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.admin.Admin;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.sessions.Session;
import dev.latchkey.texts.ErrorCodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrustTest {

  private static final String ADA = "ada@example.org";
  private static final Optional<String> FACTOR = Optional.of("mfa_authenticate");
  private static final Optional<String> TRUST = Optional.of("mfa_trust");
  private static final Optional<String> NOTHING = Optional.empty();

  private TestWorld world =
      TestWorld.with("MFA_TRUST_ENABLED", "true", "ACCOUNT_LOGIN_BY_CODE_ENABLED", "true");

  @AfterEach
  void close() {
    world.close();
  }

  private void restart(String... settings) {
    world.close();
    world = TestWorld.with(settings);
  }

  private TestApp factorOf(String email) {
    return TestApp.addedTo(world, world.open(new Steps(world).verified(email)).session());
  }

  private Session owner(String email) {
    return world.open(world.addresses.candidates(email).get(0).account()).session();
  }

  private Account account(String email) {
    return owner(email).owner();
  }

  private Device device(TokenCarrier carrier) {
    return carrier == TokenCarrier.COOKIE ? Device.browser(world) : Device.app(world);
  }

  private List<Long> ids(Account account) {
    return world.ownDevices.list(account).stream().map(TrustedDevice::id).toList();
  }

  @Test
  void browser_afterSecondFactor_isAskedAndThenLogsInWithoutOne() {
    TestApp app = factorOf(ADA);
    Device browser = Device.browser(world);

    LoginOutcome asked = browser.logIn(ADA, app);
    assertEquals(TRUST, browser.owed(asked));
    Session complete = session(done(browser.decide(true, session(asked))).login());

    assertEquals(
        List.of("password", "mfa"),
        complete.state().methods().stream().map(p -> p.method()).toList());
    LoginOutcome.Complete again = assertInstanceOf(LoginOutcome.Complete.class, browser.logIn(ADA));
    assertEquals(
        List.of("password"),
        again.session().session().state().methods().stream().map(p -> p.method()).toList(),
        "trust is no authentication");
    assertEquals(FACTOR, Device.browser(world).owedBy(ADA));
    assertTrue(world.audited().containsAll(List.of("device_trusted", "trusted_device_used")));
  }

  @Test
  void browser_thatIsNotTrusted_isAskedForTheFactorAgain() {
    TestApp app = factorOf(ADA);
    Device browser = Device.browser(world);

    Session asked = session(browser.logIn(ADA, app));
    BrowserTrust.Decided decided = done(browser.decide(false, asked));

    assertTrue(session(decided.login()).isAuthenticated());
    assertTrue(decided.tokens().isEmpty());
    assertEquals(FACTOR, browser.owedBy(ADA));
    assertEquals(0, world.count("trusted_device"));
  }

  @Test
  void decision_isTakenOnce() {
    TestApp app = factorOf(ADA);
    Device browser = Device.browser(world);
    Session asked = session(browser.logIn(ADA, app));
    done(browser.decide(true, asked));

    assertInstanceOf(Rejection.NotPending.class, rejection(browser.decide(true, asked)));
    assertEquals(1, world.count("trusted_device"));
  }

  @Test
  void decision_withoutThatStage_isNotPending() {
    factorOf(ADA);
    Device browser = Device.browser(world);
    Session waiting = session(browser.logIn(ADA));

    for (Session session : List.of(waiting, owner(ADA))) {
      assertFalse(world.browserTrust.isAsked(Optional.of(session)));
      assertInstanceOf(Rejection.NotPending.class, rejection(browser.decide(true, session)));
    }
    assertEquals(FACTOR, browser.owed(browser.logIn(ADA)));
  }

  @Test
  void trust_disabled_isNeitherOfferedNorHonored() {
    TestApp app = factorOf(ADA);
    Device browser = Device.browser(world);
    browser.trusted(ADA, app);
    Device phone = Device.app(world);
    world.clock.advance(Duration.ofMinutes(1));
    phone.trusted(ADA, app);
    TestWorld later = world.secondNode();
    try {
      assertEquals(FACTOR, browser.owed(browser.logIn(later, ADA)));
      assertEquals(FACTOR, phone.owed(phone.logIn(later, ADA)));
      world.clock.advance(Duration.ofMinutes(1));
      Session waiting = session(browser.logIn(later, ADA));
      assertInstanceOf(
          LoginOutcome.Complete.class,
          browser.request(
              () -> done(later.secondFactors.authenticate(app.code(), Optional.of(waiting)))));
      world.clock.advance(Duration.ofMinutes(1));
      Session session = session(phone.request(() -> world.logIn(ADA)));
      assertFalse(phone.request(() -> later.appTrust.mayAsk(session)));
    } finally {
      later.close();
    }
  }

  @Test
  void app_isNeverAsked_butMayAsk() {
    TestApp app = factorOf(ADA);
    Device phone = Device.app(world);

    LoginOutcome complete = phone.logIn(ADA, app);

    assertInstanceOf(LoginOutcome.Complete.class, complete);
    Session session = session(complete);
    assertTrue(phone.request(() -> world.appTrust.mayAsk(session)));
    DeviceTokens tokens = phone.request(() -> done(world.appTrust.trust(session)));
    assertEquals(1, tokens.texts().size());
    assertTrue(tokens.texts().get(0).matches("[a-z0-9]{32}"));
    assertEquals("DeviceTokens[1]", tokens.toString());
    assertEquals(NOTHING, phone.with(tokens).owedBy(ADA));
    assertEquals(FACTOR, Device.app(world).owedBy(ADA));
  }

  @Test
  void app_withoutRecentSecondFactor_mayNotAsk() {
    TestApp app = factorOf(ADA);
    Device phone = Device.app(world);
    Session session = phone.trusted(ADA, app);
    Session trusted = session(phone.logIn(ADA));

    assertFalse(phone.request(() -> world.appTrust.mayAsk(trusted)), "no factor in this session");
    world.clock.advance(Duration.ofMinutes(4));
    assertTrue(phone.request(() -> world.appTrust.mayAsk(session)));
    world.clock.advance(Duration.ofMinutes(1));
    assertFalse(phone.request(() -> world.appTrust.mayAsk(session)), "too long ago");
    Session proven =
        phone.request(() -> done(world.secondFactors.reauthenticate(session, app.code())));
    assertTrue(phone.request(() -> world.appTrust.mayAsk(proven)));
    assertFalse(Device.browser(world).request(() -> world.appTrust.mayAsk(proven)));
  }

  @Test
  void app_ofAccountWithoutFactor_isAConflict() {
    TestApp app = factorOf(ADA);
    Device phone = Device.app(world);
    Session session = session(phone.logIn(ADA, app));
    done(world.totp.remove(owner(ADA)));

    assertInstanceOf(
        Rejection.Conflict.class, rejection(phone.request(() -> world.appTrust.trust(session))));
  }

  @Test
  void app_beyondTheLimit_isLimited() {
    restart(
        "MFA_TRUST_ENABLED",
        "true",
        "ACCOUNT_RATE_LIMITS_ENABLED",
        "true",
        "ACCOUNT_RATE_LIMITS_MANAGE_MFA",
        "3/h/user");
    TestApp app = factorOf(ADA); // two of the three
    Device phone = Device.app(world);
    Session session = session(phone.logIn(ADA, app));
    phone.request(() -> done(world.appTrust.trust(session)));

    assertInstanceOf(
        Rejection.Limited.class, rejection(phone.request(() -> world.appTrust.trust(session))));
  }

  @ParameterizedTest
  @EnumSource(TokenCarrier.class)
  void token_ofOneKindOfClient_isIgnoredFromTheOther(TokenCarrier carrier) {
    TestApp app = factorOf(ADA);
    Device device = device(carrier);
    device.trusted(ADA, app);
    TokenCarrier another =
        carrier == TokenCarrier.COOKIE ? TokenCarrier.HEADER : TokenCarrier.COOKIE;

    assertEquals(FACTOR, device(another).with(device.tokens()).owedBy(ADA));
    assertEquals(NOTHING, device(carrier).with(device.tokens()).owedBy(ADA));
  }

  @ParameterizedTest
  @EnumSource(TokenCarrier.class)
  void token_ofOneAccount_isIgnoredForAnother(TokenCarrier carrier) {
    TestApp app = factorOf(ADA);
    factorOf("bob@example.org");
    Device device = device(carrier);
    device.trusted(ADA, app);

    assertEquals(FACTOR, device.owedBy("bob@example.org"));
    assertEquals(NOTHING, device.owedBy(ADA));
  }

  @Test
  void browser_ofSeveralUsers_isTrustedByEach() {
    TestApp adas = factorOf(ADA);
    TestApp bobs = factorOf("bob@example.org");
    Device browser = Device.browser(world);
    browser.trusted(ADA, adas);
    browser.trusted("bob@example.org", bobs);

    assertEquals(2, browser.tokens().texts().size());
    assertEquals(NOTHING, browser.owedBy(ADA));
    assertEquals(NOTHING, browser.owedBy("bob@example.org"));
    assertEquals(1, ids(account(ADA)).size());

    List<Long> before = ids(account(ADA));
    done(world.ownDevices.remove(owner(ADA), before));
    assertEquals(FACTOR, browser.owedBy(ADA));
    assertEquals(NOTHING, browser.owedBy("bob@example.org"));
  }

  @Test
  void browser_trustedAgain_hasAnotherTokenInPlaceOfTheFormer() {
    TestApp app = factorOf(ADA);
    Device browser = Device.browser(world);
    browser.trusted(ADA, app);
    DeviceTokens former = browser.tokens();
    world.clock.advance(Duration.ofDays(14));
    assertEquals(FACTOR, browser.owedBy(ADA));

    browser.trusted(ADA, app);

    assertNotEquals(former, browser.tokens());
    assertEquals(1, browser.tokens().texts().size());
    assertEquals(1, world.count("trusted_device"));
  }

  @Test
  void token_plantedInTheBrowser_isNotAdopted() {
    TestApp adas = factorOf(ADA);
    TestApp mallorys = factorOf("mallory@example.org");
    Device attacker = Device.browser(world);
    attacker.trusted("mallory@example.org", mallorys);
    Device victim = Device.browser(world).with(attacker.tokens());

    victim.trusted(ADA, adas);

    assertEquals(FACTOR, attacker.owedBy(ADA));
    assertFalse(attacker.tokens().texts().contains(victim.tokens().texts().get(0)));
  }

  @Test
  void tokens_unknown_areIgnored() {
    factorOf(ADA);
    Device browser =
        Device.browser(world).with(new DeviceTokens(List.of("a".repeat(32), "b".repeat(32))));

    assertEquals(FACTOR, browser.owedBy(ADA));
  }

  @ParameterizedTest
  @EnumSource(TokenCarrier.class)
  void trust_expires(TokenCarrier carrier) {
    TestApp app = factorOf(ADA);
    Device device = device(carrier);
    device.trusted(ADA, app);

    world.clock.advance(Duration.ofDays(14).minusMillis(1));
    assertEquals(NOTHING, device.owedBy(ADA));
    assertEquals(1, ids(account(ADA)).size());
    world.clock.advance(Duration.ofMillis(1));
    assertEquals(FACTOR, device.owedBy(ADA));
    assertEquals(0, ids(account(ADA)).size());
  }

  /** What ends all trust of an account. */
  enum End {
    PASSWORD_CHANGED,
    PASSWORD_SUSPENDED,
    FACTOR_REMOVED,
    RECOVERY_CODES_REPLACED,
    DEVICES_REMOVED_BY_USER,
    DEVICES_REMOVED_BY_ADMINISTRATOR,
    FACTORS_REMOVED_BY_ADMINISTRATOR
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void trust_afterAChangeThatEndsIt_isInvalid(End end) {
    TestApp app = factorOf(ADA);
    List<Device> devices = List.of(Device.browser(world), Device.app(world));
    for (Device device : devices) {
      device.trusted(ADA, app);
      world.clock.advance(Duration.ofMinutes(1));
    }
    Account account = account(ADA);
    assertEquals(2, ids(account).size());

    end(end, owner(ADA));

    Account now = world.accounts.find(account.id()).orElseThrow();
    assertEquals(List.of(), ids(now));
    for (Device device : devices) {
      assertFalse(
          device.request(
              () ->
                  world.database.transaction(() -> world.trustedDevices.current(now).isPresent())));
    }
  }

  private void end(End end, Session owner) {
    Admin admin = new Admin(1, 2);
    long id = owner.owner().id();
    switch (end) {
      case PASSWORD_CHANGED ->
          done(world.passwordChange.change(owner, TestWorld.PASSWORD, Steps.NEW_PASSWORD));
      case PASSWORD_SUSPENDED ->
          world.database.transaction(
              () -> {
                world.accounts.suspendPassword(world.accounts.lock(id).orElseThrow());
                return null;
              });
      case FACTOR_REMOVED -> {
        done(world.totp.remove(owner));
        TestApp.addedTo(world, owner);
      }
      case RECOVERY_CODES_REPLACED -> done(world.recoveryCodes.generate(owner));
      case DEVICES_REMOVED_BY_USER -> done(world.ownDevices.remove(owner, ids(owner.owner())));
      case DEVICES_REMOVED_BY_ADMINISTRATOR -> assertTrue(world.deviceControl.removeAll(id, admin));
      case FACTORS_REMOVED_BY_ADMINISTRATOR -> {
        assertTrue(world.factorControl.removeAll(id, admin));
        TestApp.addedTo(world, owner);
      }
    }
  }

  @Test
  void trust_survivesLoginsLogoutsAndUsedCodes() {
    TestApp app = factorOf(ADA);
    Device browser = Device.browser(world);
    Session session = browser.trusted(ADA, app);
    world.logout.end(session);
    List<String> codes = done(world.recoveryCodes.show(owner(ADA))).unused().orElseThrow();
    Session elsewhere = session(Device.app(world).logIn(ADA));
    done(world.secondFactors.authenticate(codes.get(0), Optional.of(elsewhere)));

    assertEquals(NOTHING, browser.owedBy(ADA));
    assertEquals(NOTHING, browser.owedBy(ADA));
  }

  @Test
  void loginCode_inTrustedBrowser_isEnough() {
    TestApp app = factorOf(ADA);
    Device browser = Device.browser(world);
    browser.trusted(ADA, app);

    Session requested =
        session(browser.request(() -> done(world.loginCodeRequest.request(ADA, Optional.empty()))));
    String code = world.mailTo(ADA).code();

    assertInstanceOf(
        LoginOutcome.Complete.class,
        browser.request(() -> done(world.loginByCode.confirm(code, Optional.of(requested)))));
  }

  @Test
  void passwordReset_inTrustedBrowser_asksForTheFactor() {
    restart(Steps.settings("MFA_TRUST_ENABLED", "true", "ACCOUNT_LOGIN_ON_PASSWORD_RESET", "true"));
    TestApp app = factorOf(ADA);
    Device browser = Device.browser(world);
    browser.trusted(ADA, app);
    done(world.resetRequest.request(ADA, Optional.empty()));

    String key = new Steps(world).resetKey(ADA);
    LoginOutcome login =
        browser.request(
            () -> done(world.reset.reset(key, Steps.NEW_PASSWORD, Optional.empty())).orElseThrow());

    assertEquals(FACTOR, browser.owed(login));
  }

  @Test
  void use_isRecordedOncePerLogin() {
    TestApp app = factorOf(ADA);
    Device browser = Device.browser(world);
    browser.trusted(ADA, app);
    assertEquals(Optional.empty(), world.ownDevices.list(account(ADA)).get(0).lastUsed());

    world.clock.advance(Duration.ofHours(1));
    browser.logIn(ADA);
    world.clock.advance(Duration.ofHours(1));
    browser.logIn(ADA);

    TrustedDevice used = world.ownDevices.list(account(ADA)).get(0);
    assertEquals(Optional.of(world.clock.instant()), used.lastUsed());
    assertEquals(
        2, world.audited().stream().filter(type -> type.equals("trusted_device_used")).count());
  }

  @Test
  void devices_listed_showWhereTheyWereTrusted() {
    TestApp app = factorOf(ADA);
    Device browser = Device.browser(world);
    browser.trusted(ADA, app);
    world.clock.advance(Duration.ofMinutes(1));
    Device.app(world).trusted(ADA, app);

    List<TrustedDevice> listed = world.ownDevices.list(account(ADA));

    assertEquals(
        List.of(TokenCarrier.COOKIE, TokenCarrier.HEADER),
        listed.stream().map(TrustedDevice::carrier).toList());
    assertEquals("Device/1", listed.get(0).userAgent());
    assertEquals("192.0.2.7", listed.get(0).address());
    assertEquals(
        List.of(true, false),
        browser.request(() -> listed.stream().map(world.trustedDevices::isCurrent).toList()));
  }

  @Test
  void devices_ofAnotherAccount_cannotBeRemoved() {
    TestApp app = factorOf(ADA);
    Device browser = Device.browser(world);
    browser.trusted(ADA, app);
    TestApp bobs = factorOf("bob@example.org");
    Device.browser(world).trusted("bob@example.org", bobs);
    List<Long> both =
        Stream.of(ADA, "bob@example.org").flatMap(e -> ids(account(e)).stream()).toList();

    assertEquals(
        Problem.with("trusted_devices", ErrorCodes.INVALID_CHOICE),
        problem(world.ownDevices.remove(owner("bob@example.org"), both)));

    assertEquals(2, world.count("trusted_device"));
    assertEquals(NOTHING, browser.owedBy(ADA));
  }

  @Test
  void devices_beyondTheMost_takeThePlaceOfTheOldest() {
    TestApp app = factorOf(ADA);
    Device first = Device.app(world);
    Session session = first.trusted(ADA, app);
    List<DeviceTokens> all = new ArrayList<>();
    for (int i = 0; i < TrustedDevices.MOST; i++) {
      all.add(Device.app(world).request(() -> done(world.appTrust.trust(session))));
    }

    assertEquals(TrustedDevices.MOST, ids(account(ADA)).size());
    assertEquals(FACTOR, first.owedBy(ADA));
    assertEquals(NOTHING, Device.app(world).with(all.get(0)).owedBy(ADA));
  }

  @Test
  void deletedAccount_leavesNoDevice() {
    TestApp app = factorOf(ADA);
    Device.browser(world).trusted(ADA, app);

    world.delete(account(ADA));

    assertEquals(0, world.count("trusted_device"));
  }

  @Test
  void storedDevices_revealNoToken() {
    TestApp app = factorOf(ADA);
    Device browser = Device.browser(world);
    browser.trusted(ADA, app);

    String stored =
        (String)
            world
                .database
                .entities()
                .createNativeQuery("SELECT token_hash FROM trusted_device")
                .getSingleResult();

    assertEquals(64, stored.length());
    assertNotEquals(browser.tokens().texts().get(0), stored);
  }

  @Test
  void administrator_listsDevices_andIsRecorded() {
    TestApp app = factorOf(ADA);
    Device.browser(world).trusted(ADA, app);
    long id = account(ADA).id();
    Admin admin = new Admin(1, 2);

    assertEquals(1, world.deviceControl.list(id, admin).orElseThrow().size());
    assertTrue(world.deviceControl.list(987654321, admin).isEmpty());
    assertFalse(world.deviceControl.removeAll(987654321, admin));
    assertTrue(world.deviceControl.removeAll(id, admin));
    assertEquals(List.of(), world.deviceControl.list(id, admin).orElseThrow());
    assertTrue(
        world
            .audited()
            .containsAll(List.of("admin_listed_trusted_devices", "admin_removed_trusted_devices")));
  }
}
