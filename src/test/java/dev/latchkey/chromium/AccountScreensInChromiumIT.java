package dev.latchkey.chromium;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ReducedMotion;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Authenticator;
import dev.latchkey.it.support.RunningServer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each screen of the account pages, as {@link Screens} looks at it. */
class AccountScreensInChromiumIT {

  @Order(1)
  @RegisterExtension
  static final Chromium CHROMIUM = new Chromium();

  @Order(2)
  @RegisterExtension
  static final RunningServer SERVER = Site.server(AccountPagesInChromiumIT.SETTINGS);

  private final String email =
      Screens.WRITES ? "ada@example.org" : "ada-" + UUID.randomUUID() + "@example.org";
  private final Screens screens = new Screens("account");

  @Test
  void screens_areAccessible() {
    NewContextOptions options =
        new NewContextOptions().setBypassCSP(true).setReducedMotion(ReducedMotion.REDUCE);
    try (BrowserContext profile = CHROMIUM.browser().newContext(options)) {
      AccountTab tab = AccountTab.open(profile, Site.of(SERVER));
      beginnings(tab);
      account(tab);
      secondFactor(tab);
      reauthentication(tab);
      steps(tab);
      tab.assertClean();
    }
  }

  private void beginnings(AccountTab tab) {
    look(tab.seeHeading("Log in"), "login");
    tab.logIn(email, "wrong-horse-battery-9").see("is incorrect");
    look(tab, "login-failed");
    look(tab.follow("Get a code by mail").seeHeading("Log in with a code"), "login-code");
    tab.follow("Back to login").follow("Forgot your password?");
    look(tab.seeHeading("Forgot your password?"), "forgot-password");
    tab.page().navigate(Site.of(SERVER) + "/account/#/reset-password");
    look(tab.seeHeading("Choose a new password"), "reset-password");
    tab.page().navigate(Site.of(SERVER) + "/account/#/signup");
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
    tab.press("Delete my account …");
    look(tab, "delete-account");
    tab.press("Cancel");
    tab.show("Email addresses").fill("Email address", "second-" + email).press("Add");
    look(tab.see("A code is on its way"), "address-added");
    tab.fill("Code", Site.MAILS.code("second-" + email, 1)).press("Verify").see("is verified.");
    tab.press("Remove second-" + email).agree("Remove").see("second-" + email + " is removed.");
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
    tab.press("Trust this browser").seeHeading("Hello, " + email);
    look(tab.show("Trusted devices").see("This one"), "trusted-device");
  }

  /** A server whose users authenticated long ago; here only its response is pretended. */
  private void reauthentication(AccountTab tab) {
    pretend(
        tab,
        "**/browser/v1/account",
        """
        {"status":401,"data":{"flows":[{"id":"reauthenticate"},
        {"id":"mfa_reauthenticate","types":["totp","webauthn"]}],
        "user":{"id":1,"display":"Ada"}},"meta":{"is_authenticated":true}}""");
    tab.show("Your data").press("Delete my account …").agree("Delete for good");
    look(tab.seeInDialog("Confirm that it is you"), "reauthentication");
    tab.press("Cancel");
    tab.logOut();
  }

  /** The steps of logins under other settings. */
  private void steps(AccountTab tab) {
    List<List<String>> steps =
        List.of(
            List.of("login_by_code", "", "Log in with a code"),
            List.of("password_reset_by_code", "", "Choose a new password"),
            List.of("mfa_signup_webauthn", "", "Create your passkey"),
            List.of("mfa_enroll", ",\"types\":[\"totp\",\"webauthn\"]", "Add a second factor"),
            List.of("accept_terms", "", "One more step"));
    for (List<String> step : steps) {
      pretend(
          tab,
          "**/browser/v1/auth/session",
          """
          {"status":401,"data":{"flows":[{"id":"login"},{"id":"%s","is_pending":true%s}]},
          "meta":{"is_authenticated":false}}"""
              .formatted(step.get(0), step.get(1)));
      tab.page().reload();
      look(tab.seeHeading(step.get(2)), "step-" + step.get(0).replace('_', '-'));
    }
  }

  private static void pretend(AccountTab tab, String path, String json) {
    Route.FulfillOptions response =
        new Route.FulfillOptions().setStatus(401).setContentType("application/json").setBody(json);
    tab.page().route(path, route -> route.fulfill(response));
  }

  private void look(AccountTab tab, String screen) {
    screens.look(tab, screen);
  }
}
