package dev.latchkey.chromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.MailServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A tab with the account pages, and what users do there: by roles, labels and visible texts in
 * English, as people and screen readers find them.
 *
 * <p>It watches the page: a request to another origin, a violation of the page's policy, a dialog
 * of a script, or an uncaught error fails the test in {@link #assertClean}.
 */
final class AccountTab {

  private static final String REPORT_VIOLATIONS =
      """
      addEventListener("securitypolicyviolation", event =>
        console.error("policy: " + event.violatedDirective + " " + event.blockedURI));
      """;

  /** Elements that the pages have none of. */
  private static final String MADE_OF_TEXT =
      "#app script, #app img, #app iframe, #app [onerror], #app [onload], #app [style],"
          + " #app a[href^='javascript:']";

  private final Page page;
  private final URI site;
  private final List<String> complaints = new ArrayList<>();

  private AccountTab(Page page, URI site) {
    this.page = page;
    this.site = site;
  }

  /** Opens the application's root, as a user does who knows nothing but the host. */
  static AccountTab open(BrowserContext profile, URI site) {
    return open(profile, site, "/");
  }

  /** Opens an address within the site. */
  static AccountTab open(BrowserContext profile, URI site, String path) {
    AccountTab tab = new AccountTab(profile.newPage(), site);
    tab.page.addInitScript(REPORT_VIOLATIONS);
    tab.watch();
    tab.page.navigate(site + path);
    tab.page.locator("h1").waitFor(); // longer than for others: the server may have just started
    return tab;
  }

  private void watch() {
    page.onRequest(
        request -> {
          String url = request.url();
          if (!url.startsWith(site + "/")
              && !url.startsWith("blob:" + site)
              && !url.equals("about:blank")) {
            complaints.add("request to " + url);
          }
        });
    page.onConsoleMessage(
        message -> {
          if (message.text().startsWith("policy: ")
              || message.text().contains("Content Security")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onDialog(
        dialog -> {
          complaints.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
  }

  void assertClean() {
    assertEquals(List.of(), complaints);
  }

  /** Ends it, and forgets who was logged in and what was chosen; the browser keeps its cache. */
  void close() {
    try {
      page.evaluate("localStorage.clear()");
      assertClean();
    } finally {
      page.context().clearCookies();
      page.close();
    }
  }

  Page page() {
    return page;
  }

  /** Opens a screen from the navigation. */
  AccountTab show(String screen) {
    return show(screen, screen);
  }

  /** The same, for a screen whose heading is another. */
  AccountTab show(String screen, String heading) {
    page.getByRole(AriaRole.NAVIGATION).getByText(screen, exactText()).click();
    return seeHeading(heading);
  }

  AccountTab fill(String label, String value) {
    field(label).fill(value);
    return this;
  }

  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  AccountTab press(String button) {
    button(button).click();
    return this;
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  AccountTab follow(String link) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true)).click();
    return this;
  }

  /** Agrees in the dialog that asks. */
  AccountTab agree(String button) {
    Locator agreement =
        page.getByRole(AriaRole.DIALOG)
            .getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true));
    agreement.click();
    assertThat(agreement).isHidden();
    return this;
  }

  AccountTab seeHeading(String text) {
    assertThat(
            page.getByRole(
                AriaRole.HEADING,
                new Page.GetByRoleOptions().setName(text).setExact(true).setLevel(1)))
        .isVisible();
    return this;
  }

  AccountTab see(String text) {
    assertThat(page.getByRole(AriaRole.MAIN).getByText(text).first()).isVisible();
    return this;
  }

  AccountTab seeInDialog(String text) {
    assertThat(page.getByRole(AriaRole.DIALOG).getByText(text).first()).isVisible();
    return this;
  }

  AccountTab doNotSee(String text) {
    assertThat(page.getByRole(AriaRole.MAIN).getByText(text)).hasCount(0);
    return this;
  }

  /** No text has become an element, or a link that runs code. */
  AccountTab seeNoMarkup() {
    assertEquals(0, page.locator(MADE_OF_TEXT).count(), page.url());
    return this;
  }

  /** Signs up, with the code of the first mail. */
  AccountTab signUp(String email, MailServer mails) {
    follow("Sign up").fill("Email address", email).fill("Password", App.PASSWORD).press("Sign up");
    seeHeading("Verify your email address");
    fill("Code", mails.code(email, 1)).press("Verify");
    return seeHeading("Hello, " + email);
  }

  AccountTab logIn(String email, String password) {
    return fill("Email address", email).fill("Password", password).press("Log in");
  }

  AccountTab logOut() {
    page.getByRole(AriaRole.BANNER)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Log out"))
        .click();
    return seeHeading("Log in").see("You are logged out.");
  }

  private static Locator.GetByTextOptions exactText() {
    return new Locator.GetByTextOptions().setExact(true);
  }
}
