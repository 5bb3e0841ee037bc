package dev.latchkey.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Jwt;
import dev.latchkey.LogRecords;
import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.signup.Registration;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.SessionState;
import dev.latchkey.tokens.ClaimsContributor;
import dev.latchkey.tokens.TokenFixture;
import dev.latchkey.tokens.TokenSize;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An access token is never longer than what is accepted. */
@Tag("slow")
class TokenSizeTest {

  private static final String ADA = "ada@example.org";
  private static final Admin ADMIN = new Admin(1, 2);
  private static final int CLAIMS = 8;

  private TestWorld world;
  private AccountControl control;
  private AccountCreation creation;
  private Account ada;

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "EdDSA", "RS256", "PS256", "HS256"})
  void attributes_thatFitExactly_areSetAndTheTokenIsAccepted(String algorithm) {
    begin(List.of(), "HEADLESS_JWT_ALGORITHM", algorithm);
    int fits = longest();

    control.setAttributes(ada.id(), attributes(fits), ADMIN);
    String token = longestToken();
    assertTrue(token.length() > TokenSize.MAX - 4 && token.length() <= TokenSize.MAX);
    assertTrue(world.accessTokens.validate(token).isPresent());
    assertTrue(Jwt.of(token).claims().containsKey("c0"));

    Map<String, String> before = attributesOfAda();
    assertThrows(
        TokenTooLong.class, () -> control.setAttributes(ada.id(), attributes(fits + 1), ADMIN));
    assertEquals(before, attributesOfAda(), "nothing has changed");
    assertEquals(List.of("admin_set_attributes"), world.audited().subList(0, 1));
  }

  @Test
  void groups_thatMakeTheTokenTooLong_areRejected() {
    begin(List.of(), "HEADLESS_JWT_ISSUER", "https://id.example.org");
    Set<String> groups = new TreeSet<>();
    for (int i = 0; i < 100; i++) {
      groups.add(i + "\u4e00".repeat(90));
    }
    assertThrows(TokenTooLong.class, () -> control.setGroups(ada.id(), groups, ADMIN));
    assertTrue(control.setGroups(ada.id(), Set.of("staff"), ADMIN));
  }

  @Test
  void account_createdWithTooMuch_isRejected() {
    begin(List.of());
    NewAccount wanted =
        new NewAccount("eve@example.org", true, null, null, Set.of(), attributes(15_000));
    Problem problem = Outcomes.problem(creation.create(wanted, ADMIN));
    assertEquals(Problem.with("attributes", "token_too_long", TokenSize.MAX), problem);
    assertTrue(!world.addresses.isTaken("eve@example.org"), "nothing is left of it");
  }

  @Test
  void attributes_ofAnAccountThatHasTooMuch_canBeMadeFewer() {
    begin(List.of());
    attributes(15_500).forEach((name, value) -> world.attribute(ada, name, value));
    assertTrue(control.setAttributes(ada.id(), attributes(14_500), ADMIN));
    assertThrows(
        TokenTooLong.class, () -> control.setAttributes(ada.id(), attributes(14_501), ADMIN));
  }

  @Test
  void token_thatWouldBeTooLong_carriesItsNameAlone() {
    begin(List.of(), "HEADLESS_JWT_ISSUER", "https://id.example.org");
    attributes(15_500).forEach((name, value) -> world.attribute(ada, name, value));
    String token = token();
    assertTrue(world.accessTokens.validate(token).isPresent());
    assertTrue(Jwt.of(token).claims().containsKey("upn"));
    for (String claim : List.of("groups", "c0", "c7")) {
      assertTrue(!Jwt.of(token).claims().containsKey(claim), claim);
    }
  }

  @Test
  void token_thatContributorsMakeTooLong_carriesNoneOfTheirClaims() {
    begin(List.of(new Huge()));
    String token = token();
    assertTrue(world.accessTokens.validate(token).isPresent());
    assertTrue(!Jwt.of(token).claims().containsKey("huge"));
  }

  @Test
  void token_ofFourKibibytes_isWarnedOfOnceForEachAccount() {
    begin(List.of());
    Account eve = world.account("eve@example.org");
    attributes(3_500).forEach((name, value) -> world.attribute(ada, name, value));
    attributes(3_500).forEach((name, value) -> world.attribute(eve, name, value));
    try (LogRecords log = LogRecords.of("dev.latchkey.tokens")) {
      for (int i = 0; i < 3; i++) {
        world.logIn(ADA);
        world.logIn("eve@example.org");
      }
      assertEquals(2, log.messages().size(), log.messages()::toString);
      assertTrue(log.messages().get(0).startsWith("An access token of account " + ada.id()));
    }
  }

  @Test
  void underSessionTokens_nothingIsTooLong() {
    begin(List.of(), "HEADLESS_TOKEN_STRATEGY", "session");
    assertTrue(control.setAttributes(ada.id(), attributes(16_000), ADMIN));
  }

  private static final class Huge implements ClaimsContributor {

    @Override
    public Set<String> names() {
      return Set.of("huge");
    }

    @Override
    public Map<String, Object> claims(Account account) {
      return Map.of("huge", "x".repeat(20_000));
    }
  }

  private void begin(List<ClaimsContributor> contributors, String... settings) {
    String[] all = new String[settings.length + 2 * CLAIMS];
    System.arraycopy(settings, 0, all, 2 * CLAIMS, settings.length);
    for (int i = 0; i < CLAIMS; i++) {
      all[2 * i] = "HEADLESS_JWT_CLAIMS_C" + i;
      all[2 * i + 1] = "{a" + i + "}";
    }
    world = TestWorld.withClaims(contributors, all);
    ada = world.account(ADA);
    TokenSize size =
        TokenFixture.size(
            world.database, world.settings, world.addresses, world.tokens, contributors);
    control =
        new AccountControl(
            world.database,
            world.accounts,
            world.sessions,
            world.trustedDevices,
            world.erasure,
            size,
            new Administrators(world.database, world.settings),
            world.audit);
    creation =
        new AccountCreation(
            new Registration(
                world.database,
                world.accounts,
                world.addresses,
                world.passwords,
                world.newPassword),
            world.addresses,
            size,
            world.audit);
  }

  /** Attributes with so many characters all together, none of more than 2000. */
  private static Map<String, String> attributes(int characters) {
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < CLAIMS; i++) {
      int length = Math.min(2000, characters);
      attributes.put("a" + i, "x".repeat(length));
      characters -= length;
    }
    return attributes;
  }

  /** The most characters of attributes that are taken. */
  private int longest() {
    int fits = 0;
    int tooMuch = 16_000;
    while (tooMuch - fits > 1) {
      int middle = (fits + tooMuch) / 2;
      try {
        control.setAttributes(ada.id(), attributes(middle), ADMIN);
        fits = middle;
      } catch (TokenTooLong e) {
        tooMuch = middle;
      }
    }
    return fits;
  }

  private Map<String, String> attributesOfAda() {
    return world.database.transaction(
        () -> Map.copyOf(world.accounts.find(ada.id()).orElseThrow().attributes()));
  }

  private String token() {
    LoginOutcome.Complete login = world.logIn(ADA);
    return login.tokens().get("access_token");
  }

  /** The token of a user who has used a password, a code and every type of factor. */
  private String longestToken() {
    SessionState state =
        SessionState.provenBy(List.of(Proof.by("password", world.clock.instant())));
    for (String type : List.of("totp", "recovery_codes", "webauthn")) {
      state = state.with(Proof.by("mfa", world.clock.instant()).with("type", type));
    }
    SessionState all = state;
    return world.database.transaction(
        () ->
            world
                .strategy
                .createAccessToken(
                    world.sessions.open(
                        world.strategy.createSessionToken(),
                        world.accounts.find(ada.id()).orElseThrow(),
                        all))
                .orElseThrow());
  }
}
