package dev.latchkey.chromium;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.latchkey.chromium.AdminSite.Person;
import dev.latchkey.it.support.RunningServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each screen of the administration, in both themes: axe-core finds no violation, no screen is
 * wider than the window, and a picture of it at two widths is in {@code target/screenshots}.
 */
class AdminScreensInChromiumIT {

  private static final Path PICTURES = Path.of("target/screenshots");

  /** Those of the navigation. */
  private static final List<String> SCREENS =
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
  private final Accessibility accessibility = new Accessibility();
  private String theme = "";

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void screens_areAccessible(ColorScheme scheme) {
    theme = scheme.name().toLowerCase(Locale.ROOT);
    try (BrowserContext visitor = CHROMIUM.browser().newContext(options(scheme));
        BrowserContext profile = AdminSite.profile(CHROMIUM, SERVER, options(scheme))) {
      AccountTab tab = AccountTab.open(profile, site, "/admin/").seeHeading("Overview");
      Person person = AdminSite.person(tab, SERVER, "staff");
      person.app().logIn().expect(200);
      for (String screen : SCREENS) {
        tab.show(screen).doNotSee("Loading …");
        look(tab, screen.toLowerCase(Locale.ROOT).replace(' ', '-'));
      }
      tab.show("Token inspector").fill("Token", person.app().accessToken()).press("Inspect");
      look(tab.see("Valid"), "token-valid");
      look(AdminSite.go(tab, site, "users/" + person.id()).see("staff"), "user");
      tab.press("Deactivate");
      look(tab, "confirmation");
      tab.page().keyboard().press("Escape");
      look(AdminSite.go(tab, site, "users/invite").see("Send the invitation"), "invite");
      look(AdminSite.go(tab, site, "users/new").see("The address is verified"), "create");
      look(AdminSite.go(tab, site, "users?q=nobody-at-all").see("No user matches."), "none-found");
      look(AdminSite.go(tab, site, "denied").seeHeading("You are not an administrator"), "denied");
      AccountTab other = AccountTab.open(visitor, site, "/admin/");
      look(other.seeHeading("Administration"), "login");
      look(AdminSite.go(other, site, "bootstrap").see("administrator already"), "bootstrap-closed");
    }
  }

  private static NewContextOptions options(ColorScheme scheme) {
    return new NewContextOptions()
        .setBypassCSP(true)
        .setColorScheme(scheme)
        .setReducedMotion(ReducedMotion.REDUCE);
  }

  private void look(AccountTab tab, String screen) {
    Page page = tab.page();
    for (int width : new int[] {1280, 390}) {
      String name = screen + " " + theme + " " + width;
      page.setViewportSize(width, width == 390 ? 844 : 800);
      accessibility.assertNoViolation(page, name);
      accessibility.assertFits(page, name);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(PICTURES.resolve("admin-" + screen + "-" + theme + "-" + width + ".png")));
    }
  }
}
