package dev.latchkey.api.clients;

import dev.latchkey.Shared;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The kinds of client there are, and which of them {@code HEADLESS_CLIENTS} has served. */
@Shared
public class ClientKinds {

  private final List<ClientKind> all;
  private final List<String> served;

  @Inject
  ClientKinds(Settings settings, @Any Instance<ClientKind> all) {
    this(settings.get(HeadlessSettings.CLIENTS), all.stream().toList());
  }

  /**
   * @param served the segments of the kinds that are served
   */
  public ClientKinds(List<String> served, List<ClientKind> all) {
    this.served = List.copyOf(served);
    this.all = List.copyOf(all);
  }

  /**
   * The kind that a path names in its first segment, served or not.
   *
   * @param path behind the application's own, with or without a slash at its beginning
   */
  public Optional<ClientKind> named(String path) {
    int start = path.startsWith("/") ? 1 : 0;
    int slash = path.indexOf('/', start);
    String segment = slash < 0 ? path.substring(start) : path.substring(start, slash);
    for (ClientKind kind : all) {
      if (kind.segment().equals(segment)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Whether requests of this kind are answered. */
  public boolean isServed(ClientKind kind) {
    return served.contains(kind.segment());
  }
}
