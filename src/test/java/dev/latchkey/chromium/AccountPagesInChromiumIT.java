package dev.latchkey.chromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Authenticator;
import dev.latchkey.it.support.RunningServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The account pages by what users do there, with codes in mails and all ways to log in. */
class AccountPagesInChromiumIT {

  /** Administrators must have a second factor. */
  private static final String ADMIN = "root@example.org";

  static final Map<String, String> SETTINGS =
      Map.of(
          "MFA_TRUST_ENABLED", "true",
          "ACCOUNT_LOGIN_BY_CODE_ENABLED", "true",
          "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED", "true",
          "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND", "true",
          "LATCHKEY_ACCOUNT_DELETION", "true",
          "LATCHKEY_ADMIN_EMAILS", ADMIN);

  /** Those of the navigation beside the overview, whose heading greets the user. */
  static final List<String> SCREENS =
      List.of(
          "Email addresses",
          "Password",
          "Second factors",
          "Passkeys",
          "Trusted devices",
          "Sessions",
          "Your data");

  /** What would run, or become an element, if a page made markup or code of it. */
  private static final List<String> MARKUP =
      List.of(
          "<img src=x onerror=alert(1)>",
          "<script>alert(2)</script>",
          "\"><svg onload=alert(3)>",
          "</title><style>*{display:none}</style>",
          "javascript:alert(4)",
          "${alert(5)}{{alert(6)}}",
          "&lt;b&gt;&amp;#60;i>");

  private static final String NEW_PASSWORD = "another-horse-battery-9";

  @Order(1)
  @RegisterExtension
  static final Chromium CHROMIUM = new Chromium();

  @Order(2)
  @RegisterExtension
  static final RunningServer SERVER = Site.server(SETTINGS);

  private final String email = "user-" + UUID.randomUUID() + "@example.org";
  private final URI site = Site.of(SERVER);
  private static BrowserContext profile;
  private AccountTab tab;

  @BeforeAll
  static void openProfile() {
    profile = CHROMIUM.newProfile();
  }

  @AfterAll
  static void closeProfile() {
    profile.close();
  }

  @BeforeEach
  void open() {
    tab = AccountTab.open(profile, site);
  }

  @AfterEach
  void close() {
    tab.close();
  }

  @Test
  void root_inABrowser_leadsToThePages() {
    tab.seeHeading("Log in");
    assertEquals(site + "/account/", tab.page().url());
  }

  @Test
  void user_signsUp_seesTheSession_logsOutAndIn() {
    tab.signUp(email, Site.MAILS);
    tab.show("Sessions").see("This one").see("You are logged in here only.");
    tab.logOut();
    tab.logIn(email, "wrong-horse-battery-9").see("The email address or password is incorrect.");
    assertThat(tab.field("Password")).isFocused();
    tab.logIn(email, App.PASSWORD).seeHeading("Hello, " + email);
  }

  @Test
  void logout_isOnEveryScreen() {
    tab.signUp(email, Site.MAILS);
    Locator logOut =
        tab.page()
            .getByRole(AriaRole.BANNER)
            .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Log out"));
    for (String screen : SCREENS) {
      tab.show(screen);
      assertThat(logOut).isVisible();
    }
  }

  @Test
  void passwordField_masksWhatIsTyped_andTakesWhatIsPasted() {
    Locator field = tab.field("Password");
    assertThat(field).hasAttribute("type", "password");
    assertThat(field).hasAttribute("autocomplete", "current-password");
    field.focus();
    tab.page().keyboard().insertText(NEW_PASSWORD);
    assertThat(field).hasValue(NEW_PASSWORD);
    tab.press("Show: Password");
    assertThat(field).hasAttribute("type", "text");
    tab.press("Show: Password");
    assertThat(field).hasAttribute("type", "password");
    assertThat(field).hasValue(NEW_PASSWORD);
  }

  @Test
  void user_whoReloads_isStillLoggedIn() {
    tab.signUp(email, Site.MAILS);
    tab.page().reload();
    tab.seeHeading("Hello, " + email);
  }

  @Test
  void screen_whoseScriptCannotBeLoaded_isTriedAgain() {
    tab.signUp(email, Site.MAILS);
    String script = "**/screens/sessions.js";
    tab.page().route(script, Route::abort);
    tab.page().reload();
    tab.seeHeading("Hello, " + email);
    tab.page().getByRole(AriaRole.NAVIGATION).getByText("Sessions").click();
    tab.see("The server cannot be reached");
    tab.show("Password").doNotSee("The server cannot be reached");
    tab.page().getByRole(AriaRole.NAVIGATION).getByText("Sessions").click();
    tab.page().unroute(script);
    tab.press("Try again").seeHeading("Sessions").see("This one");
  }

  @Test
  void stepOfALogin_canBeGivenUp() {
    tab.follow("Sign up")
        .fill("Email address", email)
        .fill("Password", App.PASSWORD)
        .press("Sign up")
        .seeHeading("Verify your email address")
        .press("Start again")
        .seeHeading("Log in");
  }

  @Test
  void user_logsInWithACode() {
    tab.signUp(email, Site.MAILS).logOut();
    tab.follow("Get a code by mail").fill("Email address", email).press("Send the code");
    tab.seeHeading("Log in with a code").fill("Code", Site.MAILS.code(email, 2)).press("Log in");
    tab.seeHeading("Hello, " + email).see("code by mail");
  }

  @Test
  void user_resetsThePasswordWithACode() {
    tab.signUp(email, Site.MAILS).logOut();
    tab.follow("Forgot your password?").fill("Email address", email).press("Send the mail");
    tab.seeHeading("Choose a new password");
    tab.fill("Code", Site.MAILS.code(email, 2)).press("Continue");
    tab.fill("New password", "short")
        .press("Set the password")
        .see("must have at least 8 characters");
    tab.fill("New password", NEW_PASSWORD).press("Set the password");
    tab.seeHeading("Log in").see("Your new password is set. Log in with it.");
    tab.logIn(email, NEW_PASSWORD).seeHeading("Hello, " + email);
  }

  @Test
  void user_addsAnAuthenticatorApp_andLogsInWithARecoveryCode_andTrustsTheBrowser()
      throws IOException {
    tab.signUp(email, Site.MAILS).show("Second factors").press("Set up an app");
    assertThat(tab.page().getByRole(AriaRole.IMG)).isVisible();
    String secret = tab.page().locator("code").first().textContent().replace(" ", "");
    tab.fill("Code from your authenticator app", Authenticator.of(secret).code()).press("Turn on");
    tab.see("The authenticator app is set up.").press("Show codes");
    Locator shown = tab.page().getByRole(AriaRole.MAIN).locator("li code");
    assertThat(shown).hasCount(10);
    List<String> codes = shown.allTextContents();
    Download download = tab.page().waitForDownload(() -> tab.press("Download"));
    assertEquals("recovery-codes.txt", download.suggestedFilename());
    assertEquals(codes, Files.readAllLines(download.path()));
    tab.logOut();

    tab.logIn(email, App.PASSWORD).seeHeading("Confirm that it is you");
    tab.fill("Code from your authenticator app, or a recovery code", "00000000").press("Log in");
    tab.see("The code is incorrect or has expired.");
    tab.fill("Code from your authenticator app, or a recovery code", codes.get(0)).press("Log in");
    tab.seeHeading("Trust this browser?").press("Trust this browser");
    tab.seeHeading("Hello, " + email).see("recovery code");
    tab.show("Second factors").see("9 of 10 codes are left.");
    tab.show("Trusted devices").see("This one");
    tab.logOut();
    tab.logIn(email, App.PASSWORD).seeHeading("Hello, " + email).show("Trusted devices");
    tab.page()
        .getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Remove ")))
        .click();
    tab.see("You trust no browser or app.");
  }

  @Test
  void administrator_withoutSecondFactor_addsOneWithinTheLogin_andCannotDeleteTheAccount() {
    tab.follow("Sign up").fill("Email address", ADMIN).fill("Password", App.PASSWORD);
    tab.press("Sign up").fill("Code", Site.MAILS.code(ADMIN, 1)).press("Verify");
    tab.seeHeading("Add a second factor").press("Authenticator app").see("Scan this picture");
    String secret = tab.page().locator("code").first().textContent().replace(" ", "");
    tab.fill("Code from your authenticator app", Authenticator.of(secret).code()).press("Turn on");
    tab.seeHeading("Hello, " + ADMIN).see("The second factor is added.");
    tab.show("Your data").press("Delete my account …").agree("Delete for good");
    tab.see("Administrators cannot delete their own account.");
  }

  @Test
  void user_addsAPasskey_renamesIt_logsInWithIt_removesIt() {
    withoutAutofill(tab);
    KeyDevice.addTo(tab.page(), KeyDevice.Backup.BACKED_UP);
    tab.signUp(email, Site.MAILS).show("Passkeys").see("You have no passkey yet.");
    tab.press("Add a passkey").see("It is added.");
    tab.page()
        .getByRole(AriaRole.MAIN)
        .getByRole(AriaRole.LISTITEM)
        .getByText("Rename", new Locator.GetByTextOptions().setExact(true))
        .click();
    tab.fill("Name", "<b>My phone</b>").press("Save").see("It is called <b>My phone</b> now.");
    tab.logOut();
    tab.press("Log in with a passkey").seeHeading("Hello, " + email).show("Passkeys");
    tab.press("Remove <b>My phone</b>").agree("Remove").see("You have no passkey yet.");
  }

  /** The virtual authenticator's user chooses from autofill immediately. */
  @Test
  void user_logsInFromAutofill() {
    KeyDevice.addTo(tab.page(), KeyDevice.Backup.BACKED_UP);
    tab.signUp(email, Site.MAILS).show("Passkeys").press("Add a passkey").see("It is added.");
    tab.press("Log out").seeHeading("Hello, " + email).see("passkey or security key");
  }

  @Test
  void user_signsUpWithAPasskey() {
    KeyDevice.addTo(tab.page(), KeyDevice.Backup.BACKED_UP);
    tab.follow("Sign up").press("Sign up with a passkey instead");
    tab.fill("Email address", email).press("Sign up");
    tab.fill("Code", Site.MAILS.code(email, 1)).press("Verify");
    tab.seeHeading("Create your passkey").press("Add a passkey").seeHeading("Hello, " + email);
    tab.show("Password").see("Your account has no password yet.");
  }

  @Test
  void user_addsAnAddress_verifiesIt_makesItPrimary_removesTheOther() {
    String second = "second-" + email;
    tab.signUp(email, Site.MAILS).show("Email addresses");
    tab.fill("Email address", "no address").press("Add").see("Enter a valid value.");
    tab.fill("Email address", second).press("Add").see("A code is on its way to " + second);
    tab.fill("Code", Site.MAILS.code(second, 1)).press("Verify").see(second + " is verified.");
    tab.press("Make primary: " + second).see(second + " is the primary address now.");
    tab.press("Remove " + email).agree("Remove").see(email + " is removed.");
  }

  @Test
  void user_downloadsTheData() throws IOException {
    tab.signUp(email, Site.MAILS);
    tab.show("Your data");
    Download download = tab.page().waitForDownload(() -> tab.press("Download my data"));
    assertEquals("account.json", download.suggestedFilename());
    try (JsonReader reader = Json.createReader(Files.newInputStream(download.path()))) {
      JsonObject data = reader.readObject();
      assertEquals(
          Set.of("session", "addresses", "second_factors", "sessions", "trusted_devices"),
          data.keySet());
      assertEquals(email, data.getJsonArray("addresses").getJsonObject(0).getString("email"));
    }
  }

  @Test
  void user_changesThePassword_andOtherSessionsEnd() {
    tab.signUp(email, Site.MAILS);
    try (BrowserContext other = CHROMIUM.newProfile()) {
      AccountTab second = AccountTab.open(other, site);
      second.logIn(email, App.PASSWORD).seeHeading("Hello, " + email);
      tab.show("Password").fill("Current password", "wrong").fill("New password", NEW_PASSWORD);
      tab.press("Change the password").see("This is not your current password.");
      tab.fill("Current password", App.PASSWORD).fill("New password", NEW_PASSWORD);
      tab.press("Change the password").see("Your password is changed.");
      second.page().getByRole(AriaRole.NAVIGATION).getByText("Sessions").click();
      second.seeHeading("Log in").see("Your session has ended.");
      second.assertClean();
    }
  }

  @Test
  void user_endsOneSession_thenAllOthers() {
    tab.signUp(email, Site.MAILS);
    try (BrowserContext other = CHROMIUM.newProfile()) {
      AccountTab second = AccountTab.open(other, site);
      second.logIn(email, App.PASSWORD).seeHeading("Hello, " + email);
      tab.show("Sessions").page().getByLabel(Pattern.compile("^End the session of ")).click();
      tab.see("The session has ended.").see("You are logged in here only.");
      second.page().reload();
      second.seeHeading("Log in").logIn(email, App.PASSWORD).seeHeading("Hello, " + email);
      tab.show("Overview", "Hello, " + email).show("Sessions");
      tab.press("End all others").agree("End all others");
      tab.see("The session has ended.").see("You are logged in here only.");
    }
  }

  @Test
  void languageAndTheme_areRemembered() {
    tab.page().getByLabel("Language").selectOption("de");
    tab.seeHeading("Anmelden");
    tab.page().getByLabel("Farben").selectOption("dark");
    tab.page().reload();
    tab.seeHeading("Anmelden");
    assertThat(tab.page().locator("html")).hasAttribute("lang", "de");
    assertThat(tab.page().locator("html")).hasAttribute("data-theme", "dark");
  }

  /** Names, user agents and addresses of the page are what others can put markup into. */
  @Test
  void markup_ofOthers_isShownAsTextOnEveryScreen() {
    NewContextOptions options = new NewContextOptions().setUserAgent(String.join(" ", MARKUP));
    try (BrowserContext other = CHROMIUM.browser().newContext(options)) {
      AccountTab client =
          AccountTab.open(other, site, "/account/#/verify-email/" + encoded(MARKUP.get(0)));
      client.seeHeading("Verify your email address").seeNoMarkup();
      client.page().navigate(site + "/account/#/" + encoded(MARKUP.get(0)));
      withoutAutofill(client);
      KeyDevice.addTo(client.page(), KeyDevice.Backup.BACKED_UP);
      client.signUp(email, Site.MAILS).show("Passkeys").press("Add a passkey").see("It is added.");
      for (String name : MARKUP) {
        client.page().getByText("Rename", new Page.GetByTextOptions().setExact(true)).click();
        client.fill("Name", name).press("Save").see("It is called " + name + " now.").seeNoMarkup();
      }
      client.logOut().fill("Email address", email).fill("Password", App.PASSWORD).press("Log in");
      client.press("Use a passkey or security key").press("Trust this browser");
      client.seeHeading("Hello, " + email);
      for (String screen : SCREENS) {
        client.show(screen).doNotSee("Loading …").seeNoMarkup();
      }
      client.show("Sessions").see(MARKUP.get(0));
      client.show("Trusted devices").see(MARKUP.get(0));
      client.show("Passkeys").see(MARKUP.get(MARKUP.size() - 1));
      client.assertClean();
    }
  }

  @Test
  void user_deletesTheAccount() {
    tab.signUp(email, Site.MAILS).show("Your data").press("Delete my account …");
    tab.agree("Delete for good").seeHeading("Log in").see("Your account is deleted.");
    tab.logIn(email, App.PASSWORD).see("The email address or password is incorrect.");
  }

  @Test
  void user_whoDoesNotAgree_keepsTheAccount() {
    tab.signUp(email, Site.MAILS).show("Your data").press("Delete my account …").press("Cancel");
    tab.seeHeading("Your data");
    tab.page().reload();
    tab.seeHeading("Your data");
  }

  @Test
  void login_byKeyboardAlone_works() {
    tab.signUp(email, Site.MAILS).logOut();
    tab.page().reload();
    tab.seeHeading("Log in");
    tab.field("Email address").focus();
    tab.page().keyboard().type(email);
    tab.page().keyboard().press("Tab");
    assertThat(tab.field("Password")).isFocused();
    tab.page().keyboard().type(App.PASSWORD);
    tab.page().keyboard().press("Enter");
    tab.seeHeading("Hello, " + email);
    assertThat(tab.page().locator("h1")).isFocused();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** So that only a button uses a passkey. */
  private static void withoutAutofill(AccountTab tab) {
    tab.page()
        .addInitScript("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
    tab.page().reload();
  }
}
