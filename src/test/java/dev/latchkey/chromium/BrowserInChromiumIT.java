package dev.latchkey.chromium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.RunningServer;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions and forms in a real browser, with the default settings for cookies. */
class BrowserInChromiumIT {

  @Order(1)
  @RegisterExtension
  static final Chromium CHROMIUM = new Chromium();

  @Order(2)
  @RegisterExtension
  static final RunningServer SERVER = Site.server();

  private final String email = "user-" + UUID.randomUUID() + "@example.org";
  private final URI site = Site.of(SERVER);
  private BrowserContext profile;
  private Tab tab;

  @BeforeEach
  void logIn() {
    profile = CHROMIUM.newProfile();
    tab = Tab.open(profile, site);
    tab.signUp(email, Site.MAILS);
  }

  @AfterEach
  void close() {
    if (profile != null) {
      profile.close();
    }
  }

  @Test
  void session_afterAReload_remains_andEndsInAllTabs() {
    assertEquals(200, tab.reload().session());
    Tab second = Tab.open(profile, site);
    assertEquals(200, second.session());
    second.send(200, "POST", "/account/password/change", passwords());
    assertEquals(200, tab.session());

    second.logOut();

    assertEquals(401, tab.session());
    assertEquals(401, tab.reload().session());
    assertEquals(200, tab.logIn(email, "another-horse-battery-9").getInt("status"));
    assertEquals(200, second.session());
  }

  @Test
  void login_replacesTheCookies_andOtherProfilesHaveNone() {
    String before = cookie("sessionid").value;
    String token = cookie("csrftoken").value;
    tab.logOut();
    assertTrue(profile.cookies().stream().noneMatch(c -> c.name.equals("sessionid")));
    tab.logIn(email);
    assertNotEquals(before, cookie("sessionid").value);
    assertNotEquals(token, cookie("csrftoken").value);
    try (BrowserContext other = CHROMIUM.newProfile()) {
      assertEquals(401, Tab.open(other, site).session());
    }
  }

  @Test
  void cookies_haveTheDefaultAttributes() {
    Cookie session = cookie("sessionid");
    assertTrue(session.httpOnly);
    assertFalse(session.secure, "a loopback address without TLS");
    assertEquals(SameSiteAttribute.LAX, session.sameSite);
    assertEquals("/", session.path);
    assertEquals("localhost", session.domain);
    assertExpires(1_209_600, session);
    Cookie csrf = cookie("csrftoken");
    assertFalse(csrf.httpOnly);
    assertEquals(SameSiteAttribute.LAX, csrf.sameSite);
    assertEquals("/", csrf.path);
    assertFalse(
        tab.page().evaluate("document.cookie").toString().contains("sessionid"), "for scripts");
  }

  @Test
  void form_worksWithoutScripts() {
    NewContextOptions options =
        new NewContextOptions().setJavaScriptEnabled(false).setStorageState(profile.storageState());
    try (BrowserContext scriptless = CHROMIUM.browser().newContext(options)) {
      Page page = scriptless.newPage();
      page.navigate(site + "/basket");
      assertNotEquals("nobody", page.textContent("#caller"));
      page.fill("input[name=item]", "tea & milk");
      page.click("button");
      String report = page.textContent("body");
      assertTrue(report.contains("item=tea & milk"), report);
      assertTrue(report.contains("carrier=COOKIE"), report);
    }
  }

  private Cookie cookie(String name) {
    return profile.cookies().stream().filter(c -> c.name.equals(name)).findFirst().orElseThrow();
  }

  private static Map<String, String> passwords() {
    return Map.of("current_password", App.PASSWORD, "new_password", "another-horse-battery-9");
  }

  static void assertExpires(long seconds, Cookie cookie) {
    double left = cookie.expires - Instant.now().getEpochSecond();
    assertTrue(left > seconds - 3_600 && left <= seconds + 5, cookie.name + " for " + left);
  }
}
