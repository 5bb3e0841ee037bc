package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.settings.Setting;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Links into the frontend: from the settings, never from what a request says about its host. */
@Shared
public class FrontendLinks {

  private final Settings settings;

  @Inject
  public FrontendLinks(Settings settings) {
    this.settings = settings;
  }

  /** What a mail needs to offer a key: the key, and the link that carries it where one is configured. */
  Map<String, String> values(Setting<Optional<String>> setting, String key) {
    Map<String, String> values = new HashMap<>();
    values.put("key", key);
    String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
    settings.get(setting).ifPresent(url -> values.put("link", url.replace("{key}", encoded)));
    return values;
  }
}
