package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.Browser;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.MailServer;
import dev.latchkey.it.support.RunningServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What public clients of the API do, beyond what its description says. */
class ClientHabitsIT {

  private static final String BASE = "https://app.example.org";
  private static final Pattern LINK = Pattern.compile("https?://\\S+");
  private static final MailServer MAIL = new MailServer();

  @RegisterExtension static final RunningServer SERVER = RunningServer.with(settings());

  private final Http http = SERVER.http();
  private final Browser browser = new Browser(http);

  @Test
  void sessionIds_asNumbersAndAsText_areAccepted() {
    logIn();
    for (boolean text : List.of(true, false)) {
      Browser other = browser.another();
      other.logIn().expect(200);
      String id = id(other);
      String ids = text ? "\"" + id + "\"" : id;
      browser
          .send("DELETE", Browser.API + "/auth/sessions", "{\"sessions\":[" + ids + "]}")
          .expect(200);
      other.session().expect(401);
    }
  }

  @Test
  void body_thatHasOnlyOptionalFields_mayBeMissing() {
    logIn();
    browser
        .send("POST", Browser.API + "/account/authenticators/recovery-codes", null)
        .expectRejection(); // there is no other factor yet
    browser.send("DELETE", Browser.API + "/account/authenticators/totp", null).expect(200);
    browser.send("POST", Browser.API + "/auth/email/verify/resend", null).expect(409);
    browser.send("DELETE", Browser.API + "/auth/session", null).expect(401);
  }

  @Test
  void header_withAnyToken_isIgnoredByGet() {
    for (String token : List.of("null", "undefined", "")) {
      browser.get(Browser.API + "/config", "X-CSRFToken", token).expect(200);
      browser.get(Browser.API + "/auth/session", "X-CSRFToken", token).expect(401);
    }
  }

  @Test
  void contentType_ofAGet_isIgnored() {
    browser.get(Browser.API + "/config", "Content-Type", "application/json").expect(200);
    browser.get(Browser.API + "/auth/session", "Content-Type", "application/json").expect(401);
  }

  @Test
  void token_keptFromBeforeTheLogin_isStillAccepted() {
    browser.get(Browser.API + "/config");
    String kept = browser.cookie("csrftoken");
    logIn();
    assertFalse(kept.equals(browser.cookie("csrftoken")), "the server's own is another");

    browser.plant("csrftoken", kept).logOut().expect(401);
  }

  @Test
  void links_fromRelativeUrls_haveTheConfiguredBaseWhateverTheHostSays() {
    browser.get(Browser.API + "/config");
    browser
        .send(
            "POST",
            Browser.API + "/auth/signup",
            browser.credentials(),
            "X-Forwarded-Host",
            "evil.example")
        .expect(401);
    String verify = links(MAIL.mail(browser.email(), 1)).get(0);
    assertTrue(verify.startsWith(BASE + "/verify/"), verify);
    String key = verify.substring((BASE + "/verify/").length());
    browser
        .send("POST", Browser.API + "/auth/email/verify", "{\"key\":\"" + key + "\"}")
        .expect(401); // verified, and not logged in

    Browser forgetful = browser.another();
    forgetful.get(Browser.API + "/config");
    forgetful
        .send(
            "POST",
            Browser.API + "/auth/password/request",
            "{\"email\":\"" + browser.email() + "\"}")
        .expect(200);
    List<String> links = links(MAIL.mail(browser.email(), 2));
    assertTrue(links.get(0).startsWith(BASE + "/reset?key="), links::toString);
    for (String link : links) {
      assertTrue(link.startsWith(BASE), links::toString);
    }
  }

  private void logIn() {
    browser.get(Browser.API + "/config");
    browser.send("POST", Browser.API + "/auth/signup", browser.credentials()).expect(401);
    verify(browser).expect(401);
    browser.send("POST", Browser.API + "/auth/login", browser.credentials()).expect(200);
  }

  /** Opens the first link of the first mail. */
  private static Answer verify(Browser user) {
    String link = links(MAIL.mail(user.email(), 1)).get(0);
    String key = link.substring(link.lastIndexOf('/') + 1);
    return user.send("POST", Browser.API + "/auth/email/verify", "{\"key\":\"" + key + "\"}");
  }

  /** The id of the current session. */
  private static String id(Browser user) {
    Answer sessions = user.get(Browser.API + "/auth/sessions").expect(200);
    return sessions.json().getJsonArray("data").stream()
        .map(session -> session.asJsonObject())
        .filter(session -> session.getBoolean("is_current"))
        .map(session -> session.get("id").toString())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> links(String mail) {
    return LINK.matcher(mail).results().map(MatchResult::group).toList();
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(MAIL.settings());
    settings.put("LATCHKEY_BASE_URL", BASE);
    settings.put("HEADLESS_FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL", "/verify/{key}");
    settings.put("HEADLESS_FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY", "/reset?key={key}");
    settings.put("HEADLESS_FRONTEND_URLS_ACCOUNT_SIGNUP", "/signup");
    settings.put("ACCOUNT_EMAIL_VERIFICATION", "mandatory");
    return settings;
  }
}
