package dev.latchkey.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.Browser;
import dev.latchkey.it.support.Http;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A page and endpoints of an application in the same WAR, for browsers. */
class CookieOverlayIT {

  private static final Pattern FIELD =
      Pattern.compile("name=\"csrfmiddlewaretoken\" value=\"([A-Za-z0-9_-]+)\"");

  private static Http http;

  @BeforeAll
  static void start() {
    http = Http.ofOverlay(URI.create(SampleServer.started().url("")));
  }

  @Test
  void page_knowsTheCallerFromTheCookie() {
    Browser browser = loggedIn();
    String id = browser.session().at("/data/user/id");
    assertTrue(
        browser.get("/basket").expect(200).text().contains("<p id=\"caller\">" + id + "</p>"));
    assertTrue(new Browser(http).get("/basket").expect(200).text().contains(">nobody<"));
  }

  @Test
  void form_ofThePage_isSentWithTheTokenInAField() {
    Browser browser = loggedIn();
    String form = "item=tea&csrfmiddlewaretoken=" + token(browser.get("/basket"));
    List<String> lines = browser.submit("/shop/basket", form).expect(200).text().lines().toList();
    assertTrue(
        lines.containsAll(List.of("item=tea", "kind=SESSION", "carrier=COOKIE")), lines::toString);
    assertEquals("csrf_failed", browser.submit("/shop/basket", "item=tea").expect(403).code());
  }

  /** Checking the token makes the server read the form. */
  @Test
  void form_withOtherLetters_isReadAsTheBrowserSentIt() {
    Browser browser = loggedIn();
    String form = "item=th%C3%A9+%E2%82%AC&csrfmiddlewaretoken=" + token(browser.get("/basket"));
    String report = browser.submit("/shop/basket", form).expect(200).text();
    assertTrue(report.startsWith("item=th\u00e9 \u20ac\n"), report);
  }

  @Test
  void form_ofAnOldBrowser_isSentWithoutOrigin() {
    Browser browser = loggedIn().withoutOrigin();
    String form = "csrfmiddlewaretoken=" + token(browser.get("/basket")) + "&item=tea";
    assertTrue(browser.submit("/shop/basket", form).expect(200).text().startsWith("item=tea"));
  }

  @Test
  void script_ofThePage_sendsTheTokenInTheHeader() {
    Browser browser = loggedIn();
    String[] text = {"X-CSRFToken", browser.cookie("csrftoken")};
    assertTrue(
        browser.send("PUT", "/shop/basket", "tea", text).expect(200).text().contains("item="));
    assertEquals(
        "csrf_failed",
        browser.send("PUT", "/shop/basket", "tea", "X-CSRFToken", "x").expect(403).code());
    assertEquals(
        "csrf_failed",
        browser
            .send("PUT", "/shop/basket", "tea", "Origin", "https://evil.example")
            .expect(403)
            .code());
  }

  @Test
  void protectedPath_withTheCookie_isForItsRoles() {
    Browser browser = loggedIn();
    browser.get("/ledger/today").expect(403);
    browser.get("/shop/orders").expect(200);
    browser.get("/shop/orders/session").expect(200);
    browser.get("/shop/orders/access").expect(401);
    browser.logOut();
    browser.get("/shop/orders").expect(401);
    browser.get("/ledger/today").expect(401);
  }

  @Test
  void header_takesPrecedenceOverTheCookie() {
    Browser browser = loggedIn();
    Visitor other = Visitor.someone(SampleServer.started());
    String seen = browser.get("/shop/orders", "X-Session-Token", other.sessionToken()).text();
    assertTrue(seen.contains("user=" + other.id()) && seen.contains("carrier=HEADER"), seen);
    browser.get("/shop/orders", "X-Session-Token", "x").expect(401);
  }

  private static Browser loggedIn() {
    Browser browser = new Browser(http);
    browser.signUp().expect(200);
    return browser;
  }

  private static String token(Answer page) {
    Matcher field = FIELD.matcher(page.text());
    assertTrue(field.find(), page.text());
    return field.group(1);
  }
}
