package dev.latchkey.chromium;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import dev.latchkey.it.support.RunningServer;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Before each test an administrator is logged in at {@code /admin/}; after it the page has neither
 * failed nor loaded anything from elsewhere.
 */
@Timeout(120) // seconds
abstract class AdminPagesFixture {

  @Order(1)
  @RegisterExtension
  static final Chromium CHROMIUM = new Chromium();

  @Order(2)
  @RegisterExtension
  static final RunningServer SERVER = AdminSite.server();

  final URI site = Site.of(SERVER);
  BrowserContext profile;
  AccountTab tab;

  @BeforeEach
  void open() {
    profile = AdminSite.profile(CHROMIUM, SERVER, new NewContextOptions());
    tab = AccountTab.open(profile, site, "/admin/").seeHeading("Overview");
  }

  @AfterEach
  void close() {
    try {
      tab.assertClean();
    } finally {
      profile.close();
    }
  }
}
