package dev.latchkey.settings;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The pages that mails link to: those of the configured frontend, or, if none is configured, those
 * at {@code /account/} below {@code LATCHKEY_BASE_URL}. A link never leads to the host of a request,
 * which an attacker can choose.
 */
public final class FrontendPages {

  /** Addresses within {@code /account/}. What follows the sign # is not sent to any server. */
  private static final Map<Setting<Optional<String>>, String> OWN =
      Map.of(
          HeadlessSettings.FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL, "#/verify-email/{key}",
          HeadlessSettings.FRONTEND_URLS_ACCOUNT_RESET_PASSWORD, "#/forgot-password",
          HeadlessSettings.FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY, "#/reset-password/{key}",
          HeadlessSettings.FRONTEND_URLS_ACCOUNT_SIGNUP, "#/signup");

  private FrontendPages() {}

  /** The absolute URL of a page, with {@code {key}} where a key goes; empty if there is none. */
  public static Optional<String> of(Settings settings, Setting<Optional<String>> page) {
    return ownBase(settings)
        .flatMap(
            base ->
                Optional.ofNullable(OWN.get(page))
                    .map(address -> base + HeadlessSettings.ACCOUNT_PAGES_PATH + address))
        .or(() -> settings.get(page));
  }

  /** The URL that the pages at {@code /account/} are below, if mails link to them. */
  public static Optional<String> ownBase(Settings settings) {
    boolean hasFrontend = OWN.keySet().stream().anyMatch(page -> settings.get(page).isPresent());
    return !hasFrontend && HeadlessSettings.servesAccountPages(settings)
        ? settings.get(HeadlessSettings.BASE_URL)
        : Optional.empty();
  }

  /**
   * The path that users see before all paths of this application: that of {@code LATCHKEY_BASE_URL}
   * if mails link to the pages below it, else the context path.
   *
   * @param contextPath what the server puts first; may be empty
   */
  public static String ownPath(Settings settings, String contextPath) {
    return ownBase(settings)
        .map(base -> URI.create(base).getRawPath())
        .filter(path -> !path.isEmpty())
        .orElse(contextPath);
  }
}
