package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Jwt;
import dev.latchkey.TestWorld;
import dev.latchkey.accounts.groups.Groups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nodes of two releases beside each other: the previous one reads only refresh tokens signed by the
 * key of access tokens, this one reads both forms and writes the configured one.
 */
class RefreshUpgradeTest {

  private static final String ISSUER = "https://id.example.org";
  private static final String AUDIENCE = "shop";
  private static final String INTERVAL = "HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL";

  /** A node that was just upgraded, beside nodes that were not. */
  private final TestWorld upgrading =
      TestWorld.withJwt(settings("HEADLESS_JWT_REFRESH_TOKEN_KEY", "signing"));

  /** A node after the upgrade of all. */
  private final TestWorld upgraded =
      upgrading.secondNode(settings("HEADLESS_TOKEN_STRATEGY", "jwt"));

  private final EarlierRefreshTokens previousRelease =
      new EarlierRefreshTokens(upgrading, ISSUER, AUDIENCE);

  @AfterEach
  void close() {
    upgraded.close();
    upgrading.close();
  }

  @Test
  void refreshToken_writtenDuringTheUpgrade_isReadByThePreviousRelease() {
    String first = logIn(upgrading);
    String second = refreshed(upgrading, first);
    String third = refreshed(upgrading, refreshed(upgraded, second));

    for (String token : List.of(first, second, third)) {
      assertTrue(previousRelease.accept(token));
      assertEquals("JWT", Jwt.of(token).header().getString("typ"));
      assertEquals(
          Set.of("sub", "iat", "exp", "jti", "sid", "token_use", "iss", "aud"),
          Jwt.of(token).claims().keySet());
    }
  }

  @Test
  void refreshToken_writtenAfterTheUpgrade_isReadByNoNodeOfThePreviousRelease() {
    String token = logIn(upgraded);

    assertFalse(previousRelease.accept(token));
    assertTrue(previousRelease.accept(refreshed(upgrading, token)));
  }

  @Test
  void refreshToken_ofThePreviousRelease_isExchangedForTheNewForm() {
    String before = logIn(upgrading);

    String after = refreshed(upgraded, before);

    assertEquals("rt+jwt", Jwt.of(after).header().getString("typ"));
    assertEquals(Jwt.of(before).claims().getString("sub"), Jwt.of(after).claims().getString("sub"));
    assertTrue(upgraded.strategy.refresh(after).isPresent());
  }

  @Test
  void refreshes_alternatingBetweenNodes_loseNoSession() {
    String token = logIn(upgrading);
    List<String> types = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      token = refreshed(i % 2 == 0 ? upgraded : upgrading, token);
      types.add(Jwt.of(token).header().getString("typ"));
    }
    assertEquals(List.of("rt+jwt", "JWT", "rt+jwt", "JWT", "rt+jwt", "JWT"), types);
    assertEquals(1, upgrading.count("session"));
  }

  @Test
  void refreshToken_repeatedAtANodeThatWritesTheOtherForm_hasTheSameSuccessor() {
    String token = logIn(upgrading);

    Jwt one = Jwt.of(refreshed(upgraded, token));
    Jwt other = Jwt.of(refreshed(upgrading, token));

    assertEquals(
        List.of(one.jti(), one.iat(), one.exp()), List.of(other.jti(), other.iat(), other.exp()));
  }

  @Test
  void refreshToken_ofEitherForm_usedTwiceAfterTheInterval_endsTheSession() {
    for (TestWorld writes : List.of(upgrading, upgraded)) {
      String token = logIn(writes);
      refreshed(upgraded, token);
      writes.clock.advance(Duration.ofMinutes(2));

      assertTrue(upgraded.strategy.refresh(token).isEmpty());

      assertEquals(0, writes.count("session"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refreshToken_ofEitherForm_isIntrospectedAndRevokedByEveryNode(boolean newForm) {
    TestWorld writes = newForm ? upgraded : upgrading;
    for (TestWorld asked : List.of(upgrading, upgraded)) {
      String token = logIn(writes);
      assertEquals("refresh", introspection(asked).of(token).getString("token_use"));
      assertEquals(
          Jwt.of(token).exp(),
          introspection(asked).of(token).getJsonNumber("exp").longValueExact());
      assertEquals(ISSUER, introspection(asked).of(token).getString("iss"));

      new Revocation(asked.database, search(asked), asked.sessions, asked.audit)
          .revoke(token, "shop");

      for (TestWorld node : List.of(upgrading, upgraded)) {
        assertFalse(introspection(node).of(token).getBoolean("active"));
        assertTrue(node.strategy.refresh(token).isEmpty());
      }
      assertEquals(0, asked.count("session"));
    }
  }

  @Test
  void introspection_ofARefreshToken_doesNotReadTheKeysAgain() {
    String token = logIn(upgraded);
    introspection(upgraded).of(token);
    upgraded.clock.advance(Duration.ofMinutes(1));
    int before = upgraded.database.attempts();

    for (int i = 0; i < 3; i++) {
      upgraded.tokens.readAccess(token);
    }

    assertEquals(before, upgraded.database.attempts());
  }

  private static Introspection introspection(TestWorld node) {
    Groups groups = new Groups(node.database, node.settings);
    Subjects subjects =
        new Subjects(
            node.database,
            node.addresses,
            groups,
            node.settings,
            new ClaimsContributors(Collections.emptyList()));
    return new Introspection(
        node.database, search(node), node.accounts, groups, subjects, node.settings);
  }

  private static TokenSearch search(TestWorld node) {
    return new TokenSearch(
        node.database, node.tokens, node.sessions, new Strategies(node.strategy), node.settings);
  }

  private static String logIn(TestWorld node) {
    String email = "u" + System.nanoTime() + "@example.org";
    node.account(email);
    Map<String, String> tokens = node.logIn(email).tokens();
    return tokens.get("refresh_token");
  }

  private static String refreshed(TestWorld node, String token) {
    return node.strategy.refresh(token).flatMap(RefreshedTokens::refreshToken).orElseThrow();
  }

  private static String[] settings(String name, String value) {
    return new String[] {
      "HEADLESS_JWT_ISSUER", ISSUER, "HEADLESS_JWT_AUDIENCE", AUDIENCE, INTERVAL, "60", name, value
    };
  }
}
