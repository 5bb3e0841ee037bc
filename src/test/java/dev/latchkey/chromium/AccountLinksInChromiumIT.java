package dev.latchkey.chromium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.BrowserContext;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.RunningServer;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The account pages of a server without any other frontend: mails lead to them by links. The API is
 * at another path, and users have user names.
 */
class AccountLinksInChromiumIT {

  private static final String BASE = "https://login.example.org";
  private static final String MOUNT = "/auth/api";
  private static final String NEW_PASSWORD = "another-horse-battery-9";

  @Order(1)
  @RegisterExtension
  static final Chromium CHROMIUM = new Chromium();

  @Order(2)
  @RegisterExtension
  static final RunningServer SERVER =
      Site.server(
          Map.ofEntries(
              Map.entry("HEADLESS_MOUNT_PATH", MOUNT),
              Map.entry("LATCHKEY_BASE_URL", BASE),
              Map.entry("HEADLESS_FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL", ""),
              Map.entry("HEADLESS_FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY", ""),
              Map.entry("ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "false"),
              Map.entry("MFA_PASSKEY_SIGNUP_ENABLED", "false"),
              Map.entry("LATCHKEY_ACCOUNT_DELETION", "true"),
              Map.entry("ACCOUNT_REAUTHENTICATION_TIMEOUT", "5"),
              Map.entry("LATCHKEY_SERVE_ALSO", Site.below("shop")),
              Map.entry("ACCOUNT_LOGIN_METHODS", "email,username"),
              Map.entry("ACCOUNT_SIGNUP_FIELDS", "email*,username,password1*")));

  /** Where the same application is a second time, on the same database. */
  private static final String CONTEXT = "/shop";

  private String name = "user-" + UUID.randomUUID();
  private String email = name + "@example.org";
  private final URI site = Site.of(SERVER);
  private BrowserContext profile;
  private AccountTab tab;

  @BeforeEach
  void signUp() {
    profile = CHROMIUM.newProfile();
    signUp("/");
  }

  private void signUp(String path) {
    tab = AccountTab.open(profile, site, path);
    tab.follow("Sign up").fill("Email address", email).fill("User name (optional)", name);
    tab.fill("Password", App.PASSWORD).press("Sign up").seeHeading("Verify your email address");
  }

  @AfterEach
  void close() {
    try {
      tab.assertClean();
    } finally {
      profile.close();
    }
  }

  @Test
  void linkOfAVerificationMail_opensTheAccount() {
    follow(1, "#/verify-email/");
    tab.seeHeading("Verify your email address")
        .see("Is " + email + " your address")
        .press("Verify");
    tab.see(email + " is verified.");
    assertFalse(tab.page().url().contains("verify-email"), "the key is used up");
    tab.page().reload();
    logIn(App.PASSWORD);
  }

  @Test
  void linkOfAVerificationMail_usedTwice_isInvalid() {
    follow(1, "#/verify-email/");
    tab.press("Verify").see(email + " is verified.");
    follow(1, "#/verify-email/");
    tab.see("This link is invalid or has expired.");
  }

  @Test
  void linkOfAResetMail_setsANewPassword() {
    tab.press("Start again").seeHeading("Log in").follow("Forgot your password?");
    tab.fill("Email address", email).press("Send the mail").see("a mail is on its way");
    follow(2, "#/reset-password/");
    tab.seeHeading("Choose a new password").see("For the account");
    tab.fill("New password", NEW_PASSWORD).press("Set the password");
    tab.see("Your new password is set.");
    logIn(NEW_PASSWORD);
  }

  @Test
  void user_deletesTheAccount_afterAnotherAuthentication() {
    follow(1, "#/verify-email/");
    tab.press("Verify").see(email + " is verified.");
    logIn(App.PASSWORD);
    tab.page().waitForCondition(this::isAuthenticationOld);
    tab.show("Your data").press("Delete my account …").agree("Delete for good");
    tab.seeInDialog("Confirm that it is you").press("Cancel").see("Nothing was changed");
    tab.press("Delete my account …").agree("Delete for good");
    tab.seeInDialog("Confirm that it is you").fill("Password", "wrong").press("Continue");
    tab.seeInDialog("The password is incorrect.");
    tab.fill("Password", App.PASSWORD).press("Continue");
    tab.seeHeading("Log in").see("Your account is deleted.");
  }

  /** Shown recovery codes need a recent authentication, and this account has none to show. */
  private boolean isAuthenticationOld() {
    return 401
        == profile
            .request()
            .get(site + MOUNT + "/browser/v1/account/authenticators/recovery-codes")
            .status();
  }

  @Test
  void pages_belowAContextPath_work() {
    close();
    profile = CHROMIUM.newProfile();
    name = "shop-" + name;
    email = "shop-" + email;
    SERVER.awaitPath(CONTEXT + MOUNT + "/app/v1/config");
    signUp(CONTEXT + "/");
    assertEquals(site + CONTEXT + "/account/#/signup", tab.page().url());
    follow(1, "#/verify-email/", CONTEXT);
    tab.press("Verify").see(email + " is verified.");
    logIn(App.PASSWORD, CONTEXT);
    tab.show("Sessions").see("This one");
    tab.logOut();
  }

  /** With the user name, which this login form accepts, too. */
  private void logIn(String password) {
    logIn(password, "");
  }

  private void logIn(String password, String context) {
    tab.page().locator("h1").waitFor();
    if (tab.page().getByText("Hello, " + name).count() == 0) {
      tab.fill("Email address or user name", name).fill("Password", password).press("Log in");
    }
    tab.seeHeading("Hello, " + name);
    assertEquals(site + context + "/account/#/", tab.page().url());
  }

  private void follow(int mail, String page) {
    follow(mail, page, "");
  }

  private void follow(int mail, String page, String context) {
    String key = Site.MAILS.key(email, mail, BASE + "/account/" + page);
    tab.page().navigate("about:blank");
    tab.page().navigate(site + context + "/account/" + page + key);
  }
}
