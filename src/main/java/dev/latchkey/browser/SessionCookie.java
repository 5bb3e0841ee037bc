package dev.latchkey.browser;

import dev.latchkey.Shared;
import dev.latchkey.settings.SessionSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The cookie that carries a browser's session. */
@Shared
public class SessionCookie {

  private static final Pattern VALUE = Pattern.compile("[a-z0-9]{32}");

  private final CookieForm form;

  @Inject
  public SessionCookie(Settings settings) {
    this.form =
        new CookieForm(
            settings.get(SessionSettings.COOKIE_NAME),
            settings.get(SessionSettings.COOKIE_AGE),
            settings.get(SessionSettings.COOKIE_DOMAIN),
            settings.get(SessionSettings.COOKIE_PATH),
            settings.get(SessionSettings.COOKIE_SECURE),
            settings.get(SessionSettings.COOKIE_HTTPONLY),
            settings.get(SessionSettings.COOKIE_SAMESITE));
  }

  /**
   * The value of the cookie, if it has the form of this server's values.
   *
   * @param lines the values of the header {@code Cookie}; null for none
   */
  public Optional<String> in(@Nullable List<String> lines) {
    return Cookies.value(lines, form.name()).filter(value -> VALUE.matcher(value).matches());
  }

  /** Whether there is such a cookie, with any value. */
  public boolean isIn(@Nullable List<String> lines) {
    return Cookies.has(lines, form.name());
  }

  /** The {@code Set-Cookie} that stores a session. */
  public String set(String value) {
    return form.set(value, Origin.current());
  }

  /** The {@code Set-Cookie} that removes it. */
  public String clear() {
    return form.clear(Origin.current());
  }
}
