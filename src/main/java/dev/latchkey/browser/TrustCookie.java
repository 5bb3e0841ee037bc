package dev.latchkey.browser;

import dev.latchkey.Shared;
import dev.latchkey.crypto.secrets.Seal;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.TrustSettings;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cookie of a trusted browser: a token for each account that trusts it, and the signature of
 * all. Tokens without a valid signature are not looked up.
 */
@Shared
public class TrustCookie {

  private static final int MOST_ACCOUNTS = 10;
  private static final Pattern TOKENS =
      Pattern.compile("[a-z0-9]{32}(\\.[a-z0-9]{32}){0," + (MOST_ACCOUNTS - 1) + "}");

  private final ServerSecrets secrets;
  private final CookieForm form;
  private volatile @Nullable Seal seal;

  @Inject
  public TrustCookie(Settings settings, ServerSecrets secrets) {
    this.secrets = secrets;
    this.form =
        new CookieForm(
            settings.get(TrustSettings.COOKIE_NAME),
            settings.get(TrustSettings.COOKIE_AGE),
            TrustSettings.domain(settings),
            TrustSettings.path(settings),
            TrustSettings.secure(settings),
            TrustSettings.httpOnly(settings),
            TrustSettings.sameSite(settings));
  }

  /**
   * The tokens of the cookie, if this server has signed it.
   *
   * @param lines the values of the header {@code Cookie}; null for none
   */
  public DeviceTokens in(@Nullable List<String> lines) {
    Optional<String> tokens = Cookies.value(lines, form.name()).flatMap(this::signed);
    return tokens
        .map(text -> new DeviceTokens(List.of(text.split("\\."))))
        .orElse(DeviceTokens.NONE);
  }

  /**
   * The {@code Set-Cookie} that stores tokens.
   *
   * @param tokens the newest first; ten are kept
   */
  public String set(DeviceTokens tokens) {
    List<String> kept = tokens.texts().subList(0, Math.min(MOST_ACCOUNTS, tokens.texts().size()));
    String text = String.join(".", kept);
    return form.set(text + "." + seal().sign(text), Origin.current());
  }

  private Optional<String> signed(String value) {
    int end = value.lastIndexOf('.');
    if (end < 0 || !TOKENS.matcher(value.substring(0, end)).matches()) {
      return Optional.empty();
    }
    String tokens = value.substring(0, end);
    return seal().matches(tokens, value.substring(end + 1))
        ? Optional.of(tokens)
        : Optional.empty();
  }

  /** Made when it is first needed: the key may be in the database. */
  private Seal seal() {
    Seal known = seal;
    if (known == null) {
      known = new Seal(secrets.keys(), "trusted-browser");
      seal = known;
    }
    return known;
  }
}
