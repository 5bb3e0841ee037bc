package dev.latchkey.chromium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.latchkey.fuzz.Operation;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Operations;
import dev.latchkey.it.support.RunningServer;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages of others in the browser of a user who is logged in. The cookies are {@code SameSite=None},
 * so that a page of another port of the same host sends them with each request, and only the checks
 * of the server protect the user.
 */
class ForeignPagesIT {

  /** Sends a request in every way that a page has, and says what came of it. */
  /** Without cookies, the requests are those of anonymous apps, or of nobody. */
  private static final String REJECTED =
      "403 .*|(401|415) (POST /shop/basket|[A-Z]+ /_latchkey/admin/.*)";

  private static final String ATTACK =
      """
      async ([url, method, json, form, token]) => {
        const tried = [];
        const attempt = async (name, options) => {
          try {
            const response = await fetch(url, { method, credentials: "include", ...options });
            tried.push(name + ": " + response.type + " " + response.status);
          } catch (e) {
            tried.push(name + ": rejected");
          }
        };
        await attempt("json", { headers: { "Content-Type": "application/json", "X-CSRFToken": token }, body: json });
        await attempt("bare", { headers: {} });
        if (method === "POST") {
          await attempt("text", { headers: { "Content-Type": "text/plain" }, body: json });
          await attempt("text without cors", { mode: "no-cors", headers: { "Content-Type": "text/plain" }, body: json });
          await attempt("form", { mode: "no-cors", headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: form });
          await attempt("parts", { mode: "no-cors", body: (() => { const f = new FormData(); f.append("csrfmiddlewaretoken", token); return f; })() });
          await attempt("blob", { mode: "no-cors", body: new Blob([json]) });
          navigator.sendBeacon(url, json);
        }
        return tried.join("\\n");
      }
      """;

  @Order(1)
  @RegisterExtension
  static final Chromium CHROMIUM = new Chromium();

  @Order(2)
  @RegisterExtension
  static final RunningServer SERVER =
      Site.server(
          Map.of(
              "SESSION_COOKIE_SAMESITE", "None",
              "SESSION_COOKIE_SECURE", "true",
              "SESSION_COOKIE_NAME", "visit",
              "SESSION_COOKIE_AGE", "7200",
              "CSRF_COOKIE_SAMESITE", "None",
              "CSRF_COOKIE_SECURE", "true",
              "CSRF_COOKIE_AGE", "3600"));

  private final String email = "user-" + UUID.randomUUID() + "@example.org";
  private final URI site = Site.of(SERVER);
  private final OtherSite other = new OtherSite();
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
    other.close();
    if (profile != null) {
      profile.close();
    }
  }

  @Test
  void cookies_haveTheConfiguredAttributes() {
    Cookie session = cookie("visit");
    assertTrue(session.httpOnly && session.secure);
    assertEquals(SameSiteAttribute.NONE, session.sameSite);
    BrowserInChromiumIT.assertExpires(7_200, session);
    Cookie csrf = cookie("csrftoken");
    assertTrue(csrf.secure && !csrf.httpOnly);
    assertEquals(SameSiteAttribute.NONE, csrf.sameSite);
    BrowserInChromiumIT.assertExpires(3_600, csrf);
  }

  /**
   * Another port of the same host can even read the CSRF token; another site cannot, and guesses.
   */
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  void page_ofAnotherOrigin_changesNothing(String host) {
    Page page = profile.newPage();
    List<String> reached = new ArrayList<>();
    page.onResponse(
        response -> {
          String method = response.request().method();
          if (response.url().startsWith(site.toString()) && !method.equals("OPTIONS")) {
            String what = method + " " + response.url().substring(site.toString().length());
            reached.add(response.status() + " " + what);
          }
        });
    page.navigate(other.at(host) + "/");
    String read = (String) page.evaluate("document.cookie");
    assertEquals(host.equals("localhost"), read.contains("csrftoken="), read);
    page.evaluate(
        "url => fetch(url, { mode: 'no-cors', credentials: 'include' })",
        site + "/_allauth/browser/v1/auth/session");
    // Chromium keeps cookies from other sites, whatever the cookie says.
    String isSent = host.equals("localhost") ? "200" : "401";
    assertEquals(List.of(isSent + " GET /_allauth/browser/v1/auth/session"), reached);
    reached.clear();
    String token = cookie("csrftoken").value;
    List<String> tried = new ArrayList<>();

    for (Operation operation : unsafe()) {
      tried.add(
          operation
              + "\n"
              + page.evaluate(
                  ATTACK,
                  List.of(
                      site + operation.path(),
                      operation.method(),
                      json(operation),
                      "csrfmiddlewaretoken=" + token + "&item=tea",
                      token)));
    }

    String all = String.join("\n", tried);
    assertFalse(all.contains(": basic") || all.contains(": cors"), "a script could read: " + all);
    assertFalse(reached.isEmpty(), "requests without a preflight reach the server");
    assertEquals(List.of(), reached.stream().filter(r -> !r.matches(REJECTED)).toList());
    assertUnchanged();
  }

  /** A form needs no script, and its response becomes the page. */
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  void form_ofAnotherOrigin_isRejected(String host) {
    Page page = profile.newPage();
    for (String path : List.of("/_allauth/browser/v1/auth/login", "/shop/basket")) {
      page.navigate(other.at(host) + "/");
      var response =
          page.waitForNavigation(
              () ->
                  page.evaluate(
                      """
                      ([url, token]) => {
                        document.body.innerHTML = `<form method=post action="${url}">
                          <input name=csrfmiddlewaretoken value="${token}"><input name=item value=tea></form>`;
                        document.forms[0].submit();
                      }
                      """,
                      List.of(site + path, cookie("csrftoken").value)));
      assertEquals(403, response.status(), path);
      assertTrue(response.text().contains("csrf_failed"), response::text);
    }
    assertUnchanged();
  }

  private void assertUnchanged() {
    JsonObject user = tab.reload().send(200, "GET", "/auth/session", null);
    assertEquals(email, user.getJsonObject("data").getJsonObject("user").getString("email"));
    assertEquals(1, tab.send(200, "GET", "/account/email", null).getJsonArray("data").size());
    assertEquals(
        0, tab.send(200, "GET", "/account/authenticators", null).getJsonArray("data").size());
    tab.logOut();
    assertEquals(200, tab.logIn(email).getInt("status"));
  }

  private Cookie cookie(String name) {
    return profile.cookies().stream().filter(c -> c.name.equals(name)).findFirst().orElseThrow();
  }

  private static List<Operation> unsafe() {
    List<Operation> all = new ArrayList<>();
    for (Operation one : Operations.ALL) {
      boolean isOfTokens = one.path().contains("/tokens/") || one.path().contains("/token/");
      if (one.path().startsWith("/_allauth/app/") && !isOfTokens && !one.method().equals("GET")) {
        all.add(
            new Operation(
                one.method(), one.path().replace("/app/", "/browser/"), one.input(), one.fields()));
      }
    }
    for (Operation one : Operations.ALL) {
      boolean isForAdministrators =
          one.path().startsWith("/_latchkey/admin/") && !one.path().endsWith("/bootstrap");
      if (isForAdministrators && !one.method().equals("GET")) {
        all.add(
            new Operation(
                one.method(), one.path().replace("{id}", "50"), one.input(), one.fields()));
      }
    }
    for (String method : List.of("POST", "PUT")) {
      all.add(new Operation(method, "/shop/basket", Operation.Input.FORM, Map.of()));
    }
    return all;
  }

  private String json(Operation operation) {
    return new TreeMap<>(operation.fields())
        .entrySet().stream()
            .map(f -> "\"" + f.getKey() + "\":" + f.getValue())
            .collect(Collectors.joining(",", "{", "}"))
            .replace("{{new}}", "attacker@example.org")
            .replace("{{email}}", email)
            .replace("{{password}}", App.PASSWORD)
            .replaceAll("\\{\\{\\w+}}", "1");
  }
}
