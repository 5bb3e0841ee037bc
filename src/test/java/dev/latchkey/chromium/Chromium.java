package dev.latchkey.chromium;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.latchkey.it.support.Installed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The browser of all tests in this package: register it as a static extension, before any server.
 * Playwright's driver runs in an installed Node, so that the build need not fetch one.
 */
final class Chromium implements BeforeAllCallback {

  private static final ExtensionContext.Namespace BROWSERS =
      ExtensionContext.Namespace.create(Chromium.class);

  /** Nothing but the pages of the tests: a browser by itself asks for updates and more. */
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** As long as Playwright waits for an element to act on: a busy machine is no failure. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Running running;

  @Override
  public void beforeAll(ExtensionContext context) {
    Path chromium = Installed.chromium();
    Path node = Installed.node();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
    running =
        context
            .getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, BROWSERS)
            .getOrComputeIfAbsent(Running.class, key -> Running.of(chromium, node), Running.class);
  }

  /** A profile without cookies. */
  BrowserContext newProfile() {
    return running.browser.newContext();
  }

  Browser browser() {
    return running.browser;
  }

  private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

    static Running of(Path chromium, Path node) {
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(
                      Map.of(
                          "PLAYWRIGHT_NODEJS_PATH",
                          node.toString(),
                          "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                          "1")));
      Browser browser =
          playwright
              .chromium()
              .launch(new LaunchOptions().setExecutablePath(chromium).setArgs(ARGUMENTS));
      return new Running(playwright, browser);
    }

    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }
}
