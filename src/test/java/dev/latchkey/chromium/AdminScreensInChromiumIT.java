package dev.latchkey.chromium;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ReducedMotion;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.RunningServer;
import jakarta.json.Json;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each screen of the administration, as {@link Screens} looks at it. */
class AdminScreensInChromiumIT {

  /** Those of the navigation. */
  private static final List<String> NAVIGATION =
      List.of(
          "Overview",
          "Users",
          "Audit events",
          "Mail",
          "Rate limits",
          "Signing keys",
          "Token inspector",
          "Settings",
          "Status");

  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

  @Order(1)
  @RegisterExtension
  static final Chromium CHROMIUM = new Chromium();

  @Order(2)
  @RegisterExtension
  static final RunningServer SERVER = AdminSite.server();

  private final URI site = Site.of(SERVER);
  private final Screens screens = new Screens("admin");

  @Test
  void screens_areAccessible() {
    try (BrowserContext profile = AdminSite.profile(CHROMIUM, SERVER, options());
        BrowserContext visitor = CHROMIUM.browser().newContext(options())) {
      AccountTab tab = AccountTab.open(profile, site, "/admin/").seeHeading("Overview");
      AdminSite.pretendCharts(tab);
      tab.page().reload();
      tab.seeHeading("Overview").doNotSee("Nothing has happened");
      String ada = people(tab);
      String token = logIn("ada@example.org");
      for (String screen : NAVIGATION) {
        look(tab.show(screen).doNotSee("Loading …"), screen.toLowerCase(Locale.ROOT));
      }
      tab.show("Token inspector").fill("Token", token).press("Inspect");
      look(tab.see("Valid").fill("Token", ""), "token");
      tab.show("Overview").page().getByLabel("Show as table: Logins").click();
      look(tab, "chart as table");
      user(tab, ada);
      look(AdminSite.go(tab, site, "users/invite").see("Send the invitation"), "invite");
      look(AdminSite.go(tab, site, "users/new").see("The address is verified"), "create");
      look(AdminSite.go(tab, site, "users?q=nobody").see("No user matches."), "none found");
      look(AdminSite.go(tab, site, "denied").seeHeading("You are not an administrator"), "denied");
      tab.assertClean();
      AccountTab other = AccountTab.open(visitor, site, "/admin/");
      look(other.seeHeading("Administration"), "login");
      AdminSite.pretendNoAdministrator(other);
      other.page().reload();
      other.follow("Create the first administrator");
      look(other.seeHeading("Create the first administrator"), "bootstrap");
      other.assertClean();
    }
  }

  /** Some users; returns the number of the first. */
  private static String people(AccountTab tab) {
    List<String> numbers =
        List.of("ada", "edsger", "grace").stream()
            .map(
                name ->
                    Json.createObjectBuilder()
                        .add("username", name)
                        .add("email", name + "@example.org")
                        .add("email_verified", name.length() != 6)
                        .add("password", App.PASSWORD)
                        .add("groups", Json.createArrayBuilder(List.of("staff")))
                        .add("attributes", Json.createObjectBuilder().add("tenant_id", "acme")))
            .map(account -> AdminSite.create(tab, account.build()))
            .toList();
    return numbers.get(0);
  }

  /** An access token of a user. */
  private static String logIn(String email) {
    String json =
        Json.createObjectBuilder()
            .add("email", email)
            .add("password", App.PASSWORD)
            .build()
            .toString();
    return SERVER
        .http()
        .post(Http.API + "/auth/login", json, "User-Agent", BROWSER)
        .expect(200)
        .at("/meta/access_token");
  }

  private void user(AccountTab tab, String id) {
    AdminSite.go(tab, site, "users/" + id).see("staff").doNotSee("Loading …");
    look(tab, "user");
    tab.press("Deactivate");
    look(tab, "question");
    tab.press("Cancel");
  }

  private static NewContextOptions options() {
    return new NewContextOptions().setBypassCSP(true).setReducedMotion(ReducedMotion.REDUCE);
  }

  private void look(AccountTab tab, String screen) {
    screens.look(tab, screen.replace(' ', '-'));
  }
}
