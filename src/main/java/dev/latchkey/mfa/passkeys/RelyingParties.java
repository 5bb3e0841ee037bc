package dev.latchkey.mfa.passkeys;

import dev.latchkey.Shared;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.webauthn.RelyingParty;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The relying party of a request: from the settings, or else the host that it was sent to. */
@Shared
public class RelyingParties {

  private static final Pattern PORT = Pattern.compile(":[0-9]{0,5}$");

  private final Optional<String> id;
  private final List<String> origins;
  private final boolean allowInsecure;

  @Inject
  public RelyingParties(Settings settings) {
    this.id = settings.get(MfaSettings.WEBAUTHN_RP_ID);
    this.origins = settings.get(MfaSettings.WEBAUTHN_ORIGINS);
    this.allowInsecure = settings.get(MfaSettings.WEBAUTHN_ALLOW_INSECURE_ORIGIN);
  }

  /**
   * The relying party.
   *
   * @param authority the {@code Host} header: a host, perhaps with a port
   */
  public RelyingParty of(String authority) {
    String sentTo = authority.strip().toLowerCase(Locale.ROOT);
    Set<String> all = new HashSet<>(origins);
    all.add("https://" + sentTo);
    if (allowInsecure) {
      all.add("http://" + sentTo);
    }
    id.ifPresent(host -> all.add("https://" + host));
    Matcher port = PORT.matcher(sentTo);
    return new RelyingParty(id.orElseGet(() -> port.replaceFirst("")), all);
  }
}
