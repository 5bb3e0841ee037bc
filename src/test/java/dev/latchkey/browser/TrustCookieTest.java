package dev.latchkey.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.request.RequestContext;
import dev.latchkey.texts.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrustCookieTest {

  private static final DeviceTokens TWO =
      new DeviceTokens(List.of("a1".repeat(16), "b2".repeat(16)));

  private static final String KEY = "kW3nTq8ZyX5rB7mJ2vL9cD4hG6sF1pQ0";
  private static final String FORMER_KEY = "pR8vYc2LxN6dK4wT9bH1mZ7gS5jQ3fUe";

  private TestWorld world = TestWorld.with();

  @BeforeEach
  void enter() {
    RequestContext.enter(
        new RequestContext(
            null,
            null,
            null,
            Language.ENGLISH,
            null,
            "https://shop.example.org",
            TokenCarrier.COOKIE));
  }

  @AfterEach
  void close() {
    RequestContext.leave();
    world.close();
  }

  private void restart(String... settings) {
    world.close();
    world = TestWorld.with(settings);
  }

  private TrustCookie cookie() {
    return new TrustCookie(world.settings, world.secrets);
  }

  private static String pair(String setCookie) {
    return setCookie.substring(0, setCookie.indexOf(';'));
  }

  private static DeviceTokens read(TrustCookie cookie, String pair) {
    return cookie.in(List.of(pair));
  }

  @Test
  void tokens_stored_areRead() {
    assertEquals(TWO, read(cookie(), pair(cookie().set(TWO))));
    assertEquals(DeviceTokens.NONE, cookie().in(null));
    assertEquals(DeviceTokens.NONE, cookie().in(List.of("other=1")));
  }

  @Test
  void cookie_byDefault_hasTheAttributesOfTheSessionCookie() {
    String line = cookie().set(TWO);
    assertEquals(
        "; Max-Age=1209600; Path=/; Secure; HttpOnly; SameSite=Lax",
        line.substring(line.indexOf(';')));
    assertTrue(line.startsWith("mfa_trusted="), line);
  }

  @Test
  void cookie_underSettings_hasTheirAttributes() {
    restart(
        "SESSION_COOKIE_DOMAIN", "example.org",
        "SESSION_COOKIE_PATH", "/shop",
        "SESSION_COOKIE_SAMESITE", "Strict",
        "SESSION_COOKIE_HTTPONLY", "false",
        "SESSION_COOKIE_SECURE", "false",
        "MFA_TRUST_COOKIE_AGE", "3600");
    String line = cookie().set(TWO);
    assertEquals(
        "; Max-Age=3600; Path=/shop; Domain=example.org; SameSite=Strict",
        line.substring(line.indexOf(';')));

    restart(
        "SESSION_COOKIE_DOMAIN", "example.org",
        "MFA_TRUST_COOKIE_NAME", "trust",
        "MFA_TRUST_COOKIE_DOMAIN", "id.example.org",
        "MFA_TRUST_COOKIE_PATH", "/id",
        "MFA_TRUST_COOKIE_SAMESITE", "None",
        "MFA_TRUST_COOKIE_HTTPONLY", "false",
        "MFA_TRUST_COOKIE_SECURE", "true");
    line = cookie().set(TWO);
    assertTrue(line.startsWith("trust="), line);
    assertEquals(
        "; Max-Age=1209600; Path=/id; Domain=id.example.org; Secure; SameSite=None",
        line.substring(line.indexOf(';')));
  }

  @Test
  void value_thatWasNotSigned_hasNoTokens() {
    String good = pair(cookie().set(TWO));
    TrustCookie cookie = cookie();
    List<String> bad = new ArrayList<>();
    for (int i = "mfa_trusted=".length(); i < good.length() - 1; i++) {
      bad.add(good.substring(0, i) + (good.charAt(i) == 'x' ? 'y' : 'x') + good.substring(i + 1));
      bad.add(good.substring(0, i));
    }
    String tokens = good.substring("mfa_trusted=".length(), good.lastIndexOf('.'));
    String signature = good.substring(good.lastIndexOf('.'));
    bad.add("mfa_trusted=" + "c3".repeat(16) + "." + tokens + signature);
    bad.add("mfa_trusted=" + tokens.substring(33) + signature);
    bad.add("mfa_trusted=" + signature);
    bad.add("mfa_trusted=");
    bad.add(good + "; mfa_trusted=" + tokens + ".other");
    for (String pair : bad) {
      assertEquals(DeviceTokens.NONE, read(cookie, pair), pair);
    }
  }

  @Test
  void signature_ofAnotherKey_isNone() {
    restart("SECRET_KEY", FORMER_KEY);
    String good = pair(cookie().set(TWO));
    restart("SECRET_KEY", KEY);
    assertEquals(DeviceTokens.NONE, read(cookie(), good));
    restart("SECRET_KEY", KEY, "LATCHKEY_PREVIOUS_SECRET_KEYS", FORMER_KEY);
    assertEquals(TWO, read(cookie(), good));
  }

  @Test
  void tokens_beyondTen_areForgotten() {
    List<String> many = IntStream.range(0, 15).mapToObj(i -> "%032d".formatted(i)).toList();

    DeviceTokens read = read(cookie(), pair(cookie().set(new DeviceTokens(many))));

    assertEquals(many.subList(0, 10), read.texts());
  }
}
