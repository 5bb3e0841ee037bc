package dev.latchkey.chromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Authenticator;
import dev.latchkey.it.support.MailServer;
import dev.latchkey.it.support.RunningServer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server whose first administrator was created as people do it: in a browser, with the token from
 * the log. All tests of the administration share both.
 */
final class AdminSite {

  static final String ADMIN = "root@example.org";
  static final String SECRET_KEY = "k7Qp2ZrXw9LmTb4VhYc8NfGs3DjEaUoR6iK1";
  static final MailServer MAILS = new MailServer();

  /** Where the same application is a second time, on the same database. */
  static final String CONTEXT = "/shop";

  private static final Pattern TOKEN = Pattern.compile("this token: (\\S+)");

  private static final String CREATE =
      """
      async json => {
        const csrf = document.cookie.match(/csrftoken=([^;]+)/)[1];
        const response = await fetch("../_latchkey/admin/v1/accounts", {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
          body: json,
        });
        return response.text();
      }
      """;

  /** What usually happens in a bucket. */
  private static final Map<String, Integer> CHARTS =
      Map.ofEntries(
          Map.entry("logins", 24),
          Map.entry("login_failures", 4),
          Map.entry("refreshes", 220),
          Map.entry("refresh_reuses", 0),
          Map.entry("sessions", 340),
          Map.entry("signups", 3),
          Map.entry("requests", 2400),
          Map.entry("server_errors", 0),
          Map.entry("mfa_failures", 1),
          Map.entry("rate_limited", 2),
          Map.entry("mails_failed", 1));

  private static final Deque<String> RECOVERY_CODES = new ArrayDeque<>();
  private static String cookies;

  /** Whose they are: after other classes, there may be another server. */
  private static URI creator;

  private AdminSite() {}

  static RunningServer server() {
    return server(Map.of("LATCHKEY_SERVE_ALSO", Site.below("shop")));
  }

  /** The same with other settings; it has no administrator yet. */
  static RunningServer server(Map<String, String> others) {
    Map<String, String> settings = new TreeMap<>(MAILS.settings());
    settings.put("SECRET_KEY", SECRET_KEY);
    settings.put("HEADLESS_TOKEN_STRATEGY", "jwt");
    settings.put("ACCOUNT_REAUTHENTICATION_TIMEOUT", "3600");
    settings.put("ACCOUNT_LOGIN_METHODS", "email,username");
    settings.put("ACCOUNT_SIGNUP_FIELDS", "email*,username,password1*");
    settings.put("ACCOUNT_RATE_LIMITS_ENABLED", "true");
    settings.put("ACCOUNT_RATE_LIMITS_LOGIN", "1000/m/ip");
    settings.put("ACCOUNT_RATE_LIMITS_LOGIN_FAILED", "2/h/key");
    settings.putAll(others);
    return Site.server(settings);
  }

  /** A browser profile in which the administrator is logged in. */
  static BrowserContext profile(
      Chromium chromium, RunningServer server, NewContextOptions options) {
    if (!server.base().equals(creator)) {
      RECOVERY_CODES.clear();
      try (BrowserContext first = chromium.newProfile()) {
        RECOVERY_CODES.addAll(createAdministrator(first, server));
        cookies = first.storageState();
        creator = server.base();
      }
    }
    return chromium.browser().newContext(options.setStorageState(cookies));
  }

  /** A code with which the administrator can log in once more. */
  static String recoveryCode() {
    return RECOVERY_CODES.remove();
  }

  /** Creates the first administrator of a server, who is logged in then; returns recovery codes. */
  static List<String> createAdministrator(BrowserContext profile, RunningServer server) {
    AccountTab tab = AccountTab.open(profile, Site.of(server), "/admin/");
    tab.seeHeading("Administration").see("There is no administrator yet.");
    tab.follow("Create the first administrator").seeHeading("Create the first administrator");
    tab.fill("Token from the log", "another-token").fill("Email address", ADMIN);
    tab.fill("Password", App.PASSWORD).press("Create the administrator");
    tab.fill("Token from the log", token(server)).press("Create the administrator");
    tab.seeHeading("Add a second factor").press("Authenticator app");
    String secret = tab.page().locator("code").first().textContent().replace(" ", "");
    tab.fill("Code from your authenticator app", Authenticator.of(secret).code()).press("Turn on");
    tab.seeHeading("Hello, " + ADMIN).show("Second factors").press("Show codes").see("Download");
    Locator shown = tab.page().getByRole(AriaRole.MAIN).locator("li code");
    assertThat(shown).hasCount(10);
    List<String> codes = shown.allTextContents();
    tab.page().getByRole(AriaRole.NAVIGATION).getByText("Administration").click();
    tab.seeHeading("Overview").assertClean();
    return codes;
  }

  private static String token(RunningServer server) {
    Matcher found = TOKEN.matcher(server.log());
    if (!found.find()) {
      throw new AssertionError("no token in the log");
    }
    return found.group(1);
  }

  /** A user with the password and a verified address of an app. */
  static Person person(AccountTab administrator, RunningServer server, String... groups) {
    App app = server.app();
    JsonObjectBuilder account =
        Json.createObjectBuilder()
            .add("email", app.email())
            .add("email_verified", true)
            .add("password", App.PASSWORD)
            .add("groups", Json.createArrayBuilder(List.of(groups)));
    return new Person(app, create(administrator, account.build()));
  }

  /** Creates an account, from the page; returns its id. */
  static String create(AccountTab administrator, JsonObject account) {
    Object answer = administrator.page().evaluate(CREATE, account.toString());
    Matcher id = Pattern.compile("\"id\":(\\d+)").matcher(String.valueOf(answer));
    if (!id.find()) {
      throw new AssertionError("not created: " + answer);
    }
    return id.group(1);
  }

  /** A user, and the number of the account. */
  record Person(App app, String id) {

    String email() {
      return app.email();
    }
  }

  /** A server without an administrator; only its response is pretended. */
  static void pretendNoAdministrator(AccountTab tab) {
    tab.page()
        .route(
            "**/admin/v1/bootstrap",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"status\":200,\"data\":{\"open\":true}}")));
  }

  /** A server that has been busy for a day; only its numbers are pretended. */
  static void pretendCharts(AccountTab tab) {
    tab.page().route("**/admin/v1/charts?*", route -> route.fulfill(charts(route.request().url())));
  }

  private static Route.FulfillOptions charts(String url) {
    long from = number(url, "since=(\\d+)");
    long bucket = number(url, "bucket=(\\d+)");
    JsonObjectBuilder series = Json.createObjectBuilder();
    CHARTS.forEach(
        (name, usual) -> {
          JsonArrayBuilder values = Json.createArrayBuilder();
          for (int i = 0; i < 96; i++) {
            values.add(
                Math.round(usual * (1 + 0.6 * Math.sin(i / 12.0) + 0.3 * Math.sin(i * 1.9))));
          }
          series.add(name, values);
        });
    JsonObject data =
        Json.createObjectBuilder()
            .add("from", from)
            .add("to", from + 96 * bucket)
            .add("bucket", bucket)
            .add("series", series)
            .build();
    String body =
        Json.createObjectBuilder().add("status", 200).add("data", data).build().toString();
    return new Route.FulfillOptions().setContentType("application/json").setBody(body);
  }

  private static long number(String url, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(url);
    if (!found.find()) {
      throw new AssertionError(pattern + " is not in " + url);
    }
    return Long.parseLong(found.group(1));
  }

  /** Opens an address within the pages, as a bookmark does. */
  static AccountTab go(AccountTab tab, URI site, String place) {
    tab.page().navigate(site + "/admin/#/" + place);
    return tab.doNotSee("Loading …");
  }
}
