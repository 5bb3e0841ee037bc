package dev.latchkey.chromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.chromium.AdminSite.Person;
import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Authenticator;
import dev.latchkey.it.support.Http;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages for administrators by what people do there. */
class AdminPagesInChromiumIT extends AdminPagesFixture {

  @Test
  void firstAdministrator_isTheOnlyOneMadeWithAToken() {
    AdminSite.go(tab, site, "bootstrap").see("There is an administrator already.");
    tab.follow("Log in instead").seeHeading("Overview");
  }

  @Test
  void visitor_isLedToTheLogin_andBackToThePlace() {
    try (BrowserContext visitor = visitor()) {
      AccountTab other = AccountTab.open(visitor, site, "/admin/#/users?q=root");
      other.seeHeading("Administration").press("Log in").seeHeading("Log in");
      other.fill("Email address or user name", AdminSite.ADMIN).fill("Password", App.PASSWORD);
      other.press("Log in").seeHeading("Confirm that it is you");
      other.fill("Code from your authenticator app, or a recovery code", AdminSite.recoveryCode());
      other.press("Log in").seeHeading("Users").see(AdminSite.ADMIN);
      assertThat(other.field("Name, address or number")).hasValue("root");
      other.press("Log out").seeHeading("Administration").see("You are logged out.");
      other.assertClean();
    }
  }

  @Test
  void administration_belowAContextPath_works() {
    SERVER.awaitPath(AdminSite.CONTEXT + Http.API + "/config");
    try (BrowserContext visitor = visitor()) {
      AccountTab other = AccountTab.open(visitor, site, AdminSite.CONTEXT + "/admin/");
      other.seeHeading("Administration").press("Log in").seeHeading("Log in");
      other.fill("Email address or user name", AdminSite.ADMIN).fill("Password", App.PASSWORD);
      other.press("Log in");
      other.fill("Code from your authenticator app, or a recovery code", AdminSite.recoveryCode());
      other.press("Log in").seeHeading("Overview").show("Users").see(AdminSite.ADMIN);
      assertTrue(other.page().url().startsWith(site + AdminSite.CONTEXT + "/admin/"));
      other.show("Signing keys").seeHeading("Signing keys");
      other.assertClean();
    }
  }

  @Test
  void user_whoIsNoAdministrator_isToldWhatToDo() {
    Person person = person();
    try (BrowserContext visitor = visitor()) {
      AccountTab other = AccountTab.open(visitor, site, "/admin/").press("Log in");
      other.fill("Email address or user name", person.email()).fill("Password", App.PASSWORD);
      other.press("Log in").seeHeading("You are not an administrator");
      other.see(person.email()).see("latchkey-admin");
      assertThat(other.page().getByRole(AriaRole.NAVIGATION)).hasCount(0);
      AdminSite.go(tab, site, "users/" + person.id());
      tab.fill("Assigned groups (optional)", "latchkey-admin");
      save("Groups").see("The groups are saved.");
      other.press("Try again").seeHeading("Overview");
      other.assertClean();
    }
  }

  @Test
  void administrator_findsAUser_byTheBeginningOfTheAddress_andByTheNumber() {
    Person person = person("staff");
    tab.show("Users").fill("Name, address or number", person.email().substring(0, 20));
    tab.press("Search").follow(person.email()).seeHeading(person.email()).see("staff");
    tab.page().goBack();
    tab.seeHeading("Users").fill("Name, address or number", person.id()).press("Search");
    tab.follow(person.email()).seeHeading(person.email());
    tab.follow("All users").fill("Name, address or number", "nobody-" + UUID.randomUUID());
    tab.press("Search").see("No user matches.");
    tab.page().getByRole(AriaRole.MAIN).getByText("Clear the filters").first().click();
    tab.see(AdminSite.ADMIN);
  }

  @Test
  void administrator_marksAnAddressAsVerified() {
    String email = "user-" + UUID.randomUUID() + "@example.org";
    String id = AdminSite.create(tab, Json.createObjectBuilder().add("email", email).build());
    user(id).see("Not verified").press("Mark as verified: " + email).agree("Mark as verified");
    tab.see(email + " is verified.").doNotSee("Not verified");
  }

  @Test
  void administrator_endsASession_andThenAll() {
    Person person = person();
    person.app().logIn().expect(200);
    person.app().logIn().expect(200);
    user(person.id());
    Locator sessions = card("Sessions").getByRole(AriaRole.LISTITEM);
    assertThat(sessions).hasCount(2);
    sessions.first().getByRole(AriaRole.BUTTON).click();
    tab.see("has ended.");
    assertThat(sessions).hasCount(1);
    tab.press("End all sessions").agree("End all sessions").see("All sessions have ended.");
    tab.see("This user is not logged in anywhere.");
    person.app().session().expect(410);
  }

  @Test
  void administrator_removesTheSecondFactors_andTheUserLogsInWithoutThem() {
    Person person = person();
    person.app().logIn().expect(200);
    Authenticator.addedBy(SERVER.http(), person.app().sessionToken());
    user(person.id()).see("Authenticator app").press("Remove all factors");
    tab.agree("Remove all factors").see("This account has no second factor.");
    person.app().logIn().expect(200);
  }

  @Test
  void administrator_removesOneFactor_andTheOthersStay() {
    Person person = person();
    person.app().logIn().expect(200);
    Authenticator.addedBy(SERVER.http(), person.app().sessionToken());
    user(person.id()).see("Authenticator app").press("Remove Recovery codes").agree("Remove");
    tab.see("Second factor removed");
    assertThat(tab.button("Remove Recovery codes")).hasCount(0);
    tab.see("Authenticator app");
    logIn(person.email(), App.PASSWORD).expect(401);
    tab.press("Remove Authenticator app").agree("Remove").see("This account has no second factor.");
    person.app().logIn().expect(200);
  }

  @Test
  void administrator_invitesAUser_whoGetsAMail() {
    String email = "user-" + UUID.randomUUID() + "@example.org";
    tab.show("Users").follow("Invite a user").seeHeading("Invite a user");
    tab.fill("Email address", AdminSite.ADMIN).press("Send the invitation");
    assertThat(tab.field("Email address")).hasAttribute("aria-invalid", "true");
    tab.fill("Email address", email).fill("Groups (optional)", "staff, editors");
    tab.press("Send the invitation").seeHeading(email).see("An invitation is on its way");
    tab.see("editors").see("Not verified");
    assertTrue(AdminSite.MAILS.mail(email, 1).contains(email));
  }

  @Test
  void administrator_createsAUser_deactivatesActivatesAndDeletesTheAccount() {
    String name = "user-" + UUID.randomUUID();
    tab.show("Users").follow("Create a user").seeHeading("Create a user");
    tab.fill("User name (optional)", name).fill("Password (optional)", App.PASSWORD);
    tab.press("Create the user").seeHeading(name).see(name + " is created.");
    tab.press("Deactivate").agree("Deactivate").see(name + " is deactivated.").see("Deactivated");
    tab.press("Activate").see(name + " is active again.");
    tab.press("Delete the account").agree("Delete the account");
    tab.seeHeading("Users").see(name + " is deleted.");
  }

  @Test
  void administrator_sendsAMailToResetThePassword() {
    Person person = person();
    user(person.id()).press("Send a mail to reset the password");
    tab.see("A mail is on its way to " + person.email());
    assertFalse(AdminSite.MAILS.mail(person.email(), 1).isEmpty());
  }

  @Test
  void administrator_cannotDeactivateTheOwnAccount() {
    tab.show("Users").fill("Name, address or number", AdminSite.ADMIN).press("Search");
    tab.follow(AdminSite.ADMIN).see("This is your own account.").see("Yours, now");
    assertThat(tab.button("Deactivate")).hasCount(0);
  }

  @Test
  void question_canBeAnsweredByKeyboard_andTheFocusComesBack() {
    Person person = person();
    user(person.id());
    tab.button("Deactivate").focus();
    tab.page().keyboard().press("Enter");
    Locator dialog = tab.page().getByRole(AriaRole.DIALOG);
    assertThat(dialog.getByText("Cancel")).isFocused();
    tab.page().keyboard().press("Escape");
    assertThat(dialog).isHidden();
    assertThat(tab.button("Deactivate")).isFocused();
  }

  @Test
  void attributes_areChanged_andGroups() {
    Person person = person();
    user(person.id()).press("Add an attribute");
    Locator attributes = card("Attributes");
    attributes.getByLabel("Name").fill("tenant_id");
    attributes.getByLabel("Value").fill("acme");
    save("Attributes").see("The attributes are saved.");
    tab.page().reload();
    assertThat(card("Attributes").getByLabel("Value")).hasValue("acme");
    tab.fill("Assigned groups (optional)", "a, b");
    save("Groups").see("The groups are saved.");
    assertThat(tab.field("Assigned groups (optional)")).hasValue("a, b");
  }

  @Test
  void auditEvents_areFiltered_andExported() throws IOException {
    Person person = person();
    person.app().logIn().expect(200);
    user(person.id()).follow("All events of this user").seeHeading("Audit events");
    Locator events = tab.page().getByRole(AriaRole.MAIN).getByRole(AriaRole.ROWHEADER);
    assertThat(events.getByText("Administrator created a user")).hasCount(1);
    tab.field("Event").selectOption("logged_in");
    tab.press("Search");
    assertThat(events).hasCount(1);
    assertThat(events).containsText("Logged in");
    Download download = tab.page().waitForDownload(() -> tab.press("Export as CSV"));
    assertEquals("audit.csv", download.suggestedFilename());
    List<String> lines = Files.readAllLines(download.path());
    assertEquals(2, lines.size(), lines.toString());
    assertTrue(lines.get(1).contains("logged_in") && lines.get(1).contains(person.id()));
    download = tab.page().waitForDownload(() -> tab.press("Export as JSON lines"));
    assertTrue(Files.readString(download.path()).contains("\"type\":\"logged_in\""));
    tab.field("Outcome").selectOption("failure");
    tab.press("Search").see("No event matches.");
  }

  @Test
  void longList_showsPages_andTellsWhenItEnds() {
    Person person = person();
    tab.page()
        .evaluate(
            """
            async path => {
              for (let i = 0; i < 60; i++) {
                await fetch(path);
              }
            }
            """,
            "../_latchkey/admin/v1/accounts/" + person.id());
    AdminSite.go(tab, site, "audit?type=admin_read_account&account=" + person.id());
    Locator rows = tab.page().getByRole(AriaRole.MAIN).getByRole(AriaRole.ROWHEADER);
    assertThat(rows).hasCount(50);
    tab.press("Show more");
    assertThat(tab.page().getByText(" in all.")).isFocused();
    assertTrue(rows.count() >= 60);
  }

  @Test
  void signingKey_isRotated() {
    tab.show("Signing keys").see("Active");
    String before = tab.page().locator("h2 code").first().textContent();
    tab.press("Rotate now").agree("Rotate now").see("signs now.");
    assertThat(card(before)).containsText("Retiring");
  }

  @Test
  void token_isInspected() {
    Person person = person();
    person.app().logIn().expect(200);
    String token = person.app().accessToken();
    tab.show("Token inspector").press("Inspect").see("Paste a token first.");
    tab.fill("Token", "Bearer " + token).press("Inspect").see("Access token").see("Valid");
    tab.see("RS256").see(person.email());
    tab.fill("Token", token.substring(0, token.length() - 8) + "AAAAAAAA").press("Inspect");
    tab.see("Not valid").see("Its signature is wrong");
    tab.fill("Token", person.app().sessionToken()).press("Inspect").see("Session token");
    tab.follow(person.email()).seeHeading(person.email());
  }

  @Test
  void limit_thatRejectsAUser_isLifted() {
    Person person = person();
    for (int i = 0; i < 3; i++) {
      logInWrongly(person).expect(400);
    }
    assertTrue(logInWrongly(person).text().contains("too_many_login_attempts"));
    user(person.id()).follow("Rate limits of this user").seeHeading("Rate limits");
    tab.see("Failed logins").see("Rejects").see(person.email());
    tab.press("Lift: Failed logins").agree("Lift").see("The limit is lifted: Failed logins.");
    tab.doNotSee("Rejects");
    assertFalse(logInWrongly(person).text().contains("too_many_login_attempts"));
  }

  private static Answer logInWrongly(Person person) {
    return logIn(person.email(), "wrong-horse-battery-9");
  }

  private static Answer logIn(String email, String password) {
    String json =
        Json.createObjectBuilder().add("email", email).add("password", password).build().toString();
    return SERVER.http().post("/_allauth/app/v1/auth/login", json);
  }

  @Test
  void settings_areShownWithTheirSources_andSecretsAreNot() {
    tab.show("Settings").fill("Name or purpose", "secret_key").see("Set, and hidden");
    tab.see("Environment variable").fill("Name or purpose", "audit retention");
    assertThat(tab.page().locator(".value")).hasText(Pattern.compile("90.*Default"));
    tab.fill("Name or purpose", "no such setting").see("No setting matches.");
    tab.fill("Name or purpose", "");
    tab.page().getByLabel("Only those that are set").check();
    tab.see("ACCOUNT_REAUTHENTICATION_TIMEOUT").doNotSee("AUDIT_RETENTION_DAYS");
    assertFalse(tab.page().content().contains(AdminSite.SECRET_KEY));
  }

  @Test
  void mail_thatCannotBeDelivered_waits_andIsRemoved() {
    AdminSite.MAILS.stop();
    try {
      tab.show("Mail").press("Send a test mail to yourself").see("A test mail is on its way");
      reloadUntilSeen("1 attempt");
      tab.see("Test mail").press("Remove " + AdminSite.ADMIN).agree("Remove").see("is removed.");
      tab.see("Nothing waits");
    } finally {
      AdminSite.MAILS.start();
    }
  }

  /** The server tries to deliver it in the meantime. */
  private void reloadUntilSeen(String text) {
    Locator seen = tab.page().getByRole(AriaRole.MAIN).getByText(text);
    for (int i = 0; i < 50 && seen.count() == 0; i++) {
      tab.page().reload();
      tab.seeHeading("Mail").doNotSee("Loading …");
    }
    tab.see(text);
  }

  @Test
  void charts_areShownAsTables() {
    tab.seeHeading("Overview");
    assertThat(tab.page().getByRole(AriaRole.IMG)).hasCount(7);
    tab.see("Second factor failed");
    tab.page().getByLabel("Show as table: Logins").click();
    assertThat(
            tab.page()
                .getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Logins"))
                .getByRole(AriaRole.ROW))
        .hasCount(97);
    tab.page().getByLabel("Period").selectOption("1");
    assertThat(tab.page().getByRole(AriaRole.IMG)).hasCount(7);
  }

  @Test
  void status_showsHealth_versions_andThisNode() {
    tab.show("Status").see("Up").see("Payara").see("This one").press("Refresh").see("As of");
  }

  /** The server says that the login is too old; the page asks, and then does what was asked. */
  @Test
  void staleLogin_isRenewedInPlace() {
    Person person = person();
    user(person.id());
    tab.page()
        .route(
            "**/deactivate",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setStatus(401)
                        .setContentType("application/json")
                        .setBody(
                            """
                            {"status": 401, "data": {"flows": [{"id": "reauthenticate"}]},
                             "meta": {"is_authenticated": true}}
                            """)),
            new Page.RouteOptions().setTimes(1));
    Locator dialog = tab.page().getByRole(AriaRole.DIALOG);
    tab.press("Deactivate");
    dialog.getByText("Deactivate", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(dialog).containsText("Confirm that it is you");
    dialog.getByLabel("Password").first().fill(App.PASSWORD);
    dialog.getByText("Continue").click();
    tab.see(person.email() + " is deactivated.");
  }

  @Test
  void session_thatEndsElsewhere_leadsToTheLogin() {
    try (BrowserContext visitor = visitor()) {
      AccountTab other = AccountTab.open(visitor, site, "/admin/").press("Log in");
      other.fill("Email address or user name", AdminSite.ADMIN).fill("Password", App.PASSWORD);
      other.press("Log in");
      other.fill("Code from your authenticator app, or a recovery code", AdminSite.recoveryCode());
      other.press("Log in").seeHeading("Overview");
      visitor.clearCookies();
      other.page().getByRole(AriaRole.NAVIGATION).getByText("Audit events").click();
      other.seeHeading("Administration").see("Your session has ended.");
      other.assertClean();
    }
  }

  /** A browser without passkeys, so that only the password logs in. */
  private static BrowserContext visitor() {
    BrowserContext visitor = CHROMIUM.newProfile();
    visitor.addInitScript("delete globalThis.PublicKeyCredential");
    return visitor;
  }

  private Person person(String... groups) {
    return AdminSite.person(tab, SERVER, groups);
  }

  /** Opens the page of a user by the address. */
  private AccountTab user(String id) {
    return AdminSite.go(tab, site, "users/" + id);
  }

  /** The part of a screen with this heading. */
  private Locator card(String heading) {
    return tab.page()
        .locator(".card")
        .filter(
            new Locator.FilterOptions()
                .setHas(
                    tab.page()
                        .getByRole(
                            AriaRole.HEADING,
                            new Page.GetByRoleOptions().setName(heading).setLevel(2))))
        .first();
  }

  private AccountTab save(String heading) {
    card(heading).getByText("Save").click();
    return tab;
  }
}
