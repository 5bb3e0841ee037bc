package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import dev.latchkey.Jwt;
import dev.latchkey.TestWorld;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.jose.TokenUse;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refresh token of either form, altered at random, is rejected in every use and ends nothing. */
@Tag("slow")
class RefreshTokenFuzzTest {

  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \0é";

  private static final List<String> NAMES =
      List.of("alg", "typ", "kid", "jku", "jwk", "x5u", "crit", "b64", "zip", "enc", "upn", "x");

  private static final List<JsonValue> VALUES =
      List.of(
          JsonValue.NULL,
          JsonValue.TRUE,
          JsonValue.EMPTY_JSON_ARRAY,
          JsonValue.EMPTY_JSON_OBJECT,
          Json.createValue(0),
          Json.createValue(""),
          Json.createValue("none"),
          Json.createValue("JWT"),
          Json.createValue("rt+jwt"),
          Json.createValue("HS512"),
          Json.createValue("ES256"));

  private static TestWorld world;
  private static TestWorld second;
  private static String newForm;
  private static String earlierForm;

  @BeforeAll
  static void logIn() {
    world = TestWorld.withJwt();
    second =
        world.secondNode(
            "HEADLESS_TOKEN_STRATEGY", "jwt", "HEADLESS_JWT_REFRESH_TOKEN_KEY", "signing");
    world.account("ada@example.org");
    newForm = world.logIn("ada@example.org").tokens().get("refresh_token");
    earlierForm = second.logIn("ada@example.org").tokens().get("refresh_token");
  }

  @AfterAll
  static void sessions_areUnharmed() {
    try {
      assertTrue(world.strategy.refresh(newForm).isPresent());
      assertTrue(world.strategy.refresh(earlierForm).isPresent());
    } finally {
      second.close();
      world.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void token_withAnyCharacterReplaced_isRejected(boolean isNew) {
    String token = isNew ? newForm : earlierForm;
    qt().withExamples(2_000)
        .forAll(
            integers().between(0, token.length() - 1),
            integers().between(0, CHARACTERS.length() - 1))
        .checkAssert(
            (at, with) -> {
              char other = CHARACTERS.charAt(with);
              if (token.charAt(at) != other) {
                assertRejected(token.substring(0, at) + other + token.substring(at + 1));
              }
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void token_cutAnywhere_isRejected(boolean isNew) {
    String token = isNew ? newForm : earlierForm;
    qt().withExamples(500)
        .forAll(integers().between(0, token.length()), integers().between(0, token.length()))
        .checkAssert(
            (from, to) -> {
              if (from > 0 || to < token.length()) {
                assertRejected(token.substring(Math.min(from, to), Math.max(from, to)));
              }
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void token_withAnotherHeader_isRejected(boolean isNew) {
    String token = isNew ? newForm : earlierForm;
    String rest = token.substring(token.indexOf('.'));
    qt().withExamples(1_000)
        .forAll(
            integers().between(0, NAMES.size() - 1),
            integers().between(0, VALUES.size()),
            integers().between(0, NAMES.size() - 1),
            integers().between(0, VALUES.size()))
        .checkAssert(
            (name, value, name2, value2) -> {
              JsonObjectBuilder header = Json.createObjectBuilder(Jwt.of(token).header());
              alter(header, NAMES.get(name), value);
              alter(header, NAMES.get(name2), value2);
              String text = header.build().toString();
              if (!text.equals(Jwt.of(token).header().toString())) {
                assertRejected(Base64Url.encode(text.getBytes(StandardCharsets.UTF_8)) + rest);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void token_withPartsOfAnother_isRejected(boolean isNew) {
    String[] own = (isNew ? newForm : earlierForm).split("\\.");
    String[] other = (isNew ? earlierForm : newForm).split("\\.");
    for (int parts = 1; parts < 7; parts++) {
      String[] mixed = new String[3];
      for (int i = 0; i < 3; i++) {
        mixed[i] = (parts >> i & 1) == 1 ? own[i] : other[i];
      }
      assertRejected(String.join(".", mixed));
    }
  }

  private static void alter(JsonObjectBuilder header, String name, int value) {
    if (value == VALUES.size()) {
      header.remove(name);
    } else {
      header.add(name, VALUES.get(value));
    }
  }

  private static void assertRejected(String token) {
    for (TestWorld node : List.of(world, second)) {
      assertTrue(node.keys.verify(token, TokenUse.REFRESH).verified().isEmpty(), token);
      assertTrue(node.tokens.readRefresh(token).isEmpty(), token);
      assertTrue(node.strategy.refresh(token).isEmpty(), token);
      assertTrue(node.accessTokens.validate(token).isEmpty(), token);
      assertEquals(TokenOutcome.REJECTED, node.strategy.readBearer(token), token);
    }
  }
}
