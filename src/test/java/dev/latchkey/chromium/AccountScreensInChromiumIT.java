package dev.latchkey.chromium;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Authenticator;
import dev.latchkey.it.support.RunningServer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each screen of the account pages, in both themes: axe-core finds no violation, and a picture of
 * it at two widths is in {@code target/screenshots}.
 */
class AccountScreensInChromiumIT {

  private static final Path PICTURES = Path.of("target/screenshots");

  @Order(1)
  @RegisterExtension
  static final Chromium CHROMIUM = new Chromium();

  @Order(2)
  @RegisterExtension
  static final RunningServer SERVER = Site.server(AccountPagesInChromiumIT.SETTINGS);

  private final String email = "user-" + UUID.randomUUID() + "@example.org";
  private final Accessibility accessibility = new Accessibility();
  private String theme = "";

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void screens_areAccessible(ColorScheme scheme) {
    theme = scheme.name().toLowerCase(Locale.ROOT);
    NewContextOptions options =
        new NewContextOptions()
            .setBypassCSP(true)
            .setColorScheme(scheme)
            .setReducedMotion(ReducedMotion.REDUCE);
    try (BrowserContext profile = CHROMIUM.browser().newContext(options)) {
      AccountTab tab = AccountTab.open(profile, Site.of(SERVER));
      beginnings(tab);
      account(tab);
      secondFactor(tab);
    }
  }

  private void beginnings(AccountTab tab) {
    look(tab.seeHeading("Log in"), "login");
    tab.logIn(email, "wrong-horse-battery-9").see("is incorrect");
    look(tab, "login-failed");
    look(tab.follow("Get a code by mail").seeHeading("Log in with a code"), "login-code");
    tab.follow("Back to login").follow("Forgot your password?");
    look(tab.seeHeading("Forgot your password?"), "forgot-password");
    tab.follow("Back to login").follow("Sign up");
    look(tab.seeHeading("Sign up"), "signup");
    tab.fill("Email address", email).fill("Password", App.PASSWORD).press("Sign up");
    look(tab.seeHeading("Verify your email address"), "verify-email");
    tab.fill("Code", Site.MAILS.code(email, 1)).press("Verify").seeHeading("Hello, " + email);
  }

  private void account(AccountTab tab) {
    look(tab, "overview");
    for (String screen : AccountPagesInChromiumIT.SCREENS) {
      tab.show(screen).doNotSee("Loading …");
      look(tab, screen.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }
    tab.show("Email addresses").fill("Email address", "second-" + email).press("Add");
    look(tab.see("A code is on its way"), "address-added");
    tab.fill("Code", Site.MAILS.code("second-" + email, 1)).press("Verify").see("is verified.");
    tab.press("Remove second-" + email);
    look(tab, "confirmation");
    tab.agree("Remove");
  }

  private void secondFactor(AccountTab tab) {
    tab.show("Second factors").press("Set up an app").see("Scan this picture");
    look(tab, "authenticator-app");
    String secret = tab.page().locator("code").first().textContent().replace(" ", "");
    tab.fill("Code from your authenticator app", Authenticator.of(secret).code()).press("Turn on");
    tab.see("The authenticator app is set up.").press("Show codes").see("Download");
    look(tab, "recovery-codes");
    String code = tab.page().locator("li code").first().textContent();
    tab.logOut().logIn(email, App.PASSWORD).seeHeading("Confirm that it is you");
    look(tab, "second-factor");
    tab.fill("Code from your authenticator app, or a recovery code", code).press("Log in");
    look(tab.seeHeading("Trust this browser?"), "trust");
    tab.press("Ask every time").seeHeading("Hello, " + email);
  }

  private void look(AccountTab tab, String screen) {
    Page page = tab.page();
    for (int width : new int[] {1280, 390}) {
      page.setViewportSize(width, width == 390 ? 844 : 800);
      accessibility.assertNoViolation(page, screen + " " + theme + " " + width);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(PICTURES.resolve("account-" + screen + "-" + theme + "-" + width + ".png")));
    }
  }
}
