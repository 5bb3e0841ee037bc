package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.settings.FrontendPages;
import dev.latchkey.settings.Setting;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Links to the frontend, built from the settings, never from the host of a request. */
@Shared
public class FrontendLinks {

  private final Settings settings;

  @Inject
  public FrontendLinks(Settings settings) {
    this.settings = settings;
  }

  /**
   * The link that carries a key.
   *
   * @return only the key if there is no page, which users then enter in their app
   */
  public String link(Setting<Optional<String>> page, String key) {
    String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
    return FrontendPages.of(settings, page).map(url -> url.replace("{key}", encoded)).orElse(key);
  }
}
