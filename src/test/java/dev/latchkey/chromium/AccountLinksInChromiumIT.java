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
  private static final String NEW_PASSWORD = "another-horse-battery-9";

  @Order(1)
  @RegisterExtension
  static final Chromium CHROMIUM = new Chromium();

  @Order(2)
  @RegisterExtension
  static final RunningServer SERVER =
      Site.server(
          Map.of(
              "HEADLESS_MOUNT_PATH", "/auth/api",
              "LATCHKEY_BASE_URL", BASE,
              "HEADLESS_FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL", "",
              "HEADLESS_FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY", "",
              "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "false",
              "MFA_PASSKEY_SIGNUP_ENABLED", "false",
              "ACCOUNT_LOGIN_METHODS", "email,username",
              "ACCOUNT_SIGNUP_FIELDS", "email*,username,password1*"));

  private final String name = "user-" + UUID.randomUUID();
  private final String email = name + "@example.org";
  private final URI site = Site.of(SERVER);
  private BrowserContext profile;
  private AccountTab tab;

  @BeforeEach
  void signUp() {
    profile = CHROMIUM.newProfile();
    tab = AccountTab.open(profile, site);
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

  /** With the user name, which this login form accepts, too. */
  private void logIn(String password) {
    tab.page().locator("h1").waitFor();
    if (tab.page().getByText("Hello, " + name).count() == 0) {
      tab.fill("Email address or user name", name).fill("Password", password).press("Log in");
    }
    tab.seeHeading("Hello, " + name);
    assertEquals(site + "/account/#/", tab.page().url());
  }

  private void follow(int mail, String page) {
    String key = Site.MAILS.key(email, mail, BASE + "/account/" + page);
    tab.page().navigate("about:blank");
    tab.page().navigate(site + "/account/" + page + key);
  }
}
