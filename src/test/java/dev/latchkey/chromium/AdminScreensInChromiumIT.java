package dev.latchkey.chromium;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ReducedMotion;
import dev.latchkey.chromium.AdminSite.Person;
import dev.latchkey.it.support.RunningServer;
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
      Person person = AdminSite.person(tab, SERVER, "staff");
      person.app().logIn().expect(200);
      for (String screen : NAVIGATION) {
        look(tab.show(screen).doNotSee("Loading …"), screen.toLowerCase(Locale.ROOT));
      }
      tab.show("Token inspector").fill("Token", person.app().accessToken()).press("Inspect");
      look(tab.see("Valid"), "token");
      tab.show("Overview").page().getByLabel("Show as table: Logins").click();
      look(tab, "chart as table");
      user(tab, person);
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

  private void user(AccountTab tab, Person person) {
    AdminSite.go(tab, site, "users/" + person.id()).see("staff").doNotSee("Loading …");
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
