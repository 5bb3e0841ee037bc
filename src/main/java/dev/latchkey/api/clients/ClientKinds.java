package dev.latchkey.api.clients;

import dev.latchkey.Shared;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** All kinds of client, and those that {@code HEADLESS_CLIENTS} enables. */
@Shared
public class ClientKinds {

  private final List<ClientKind> all;
  private final List<String> served;

  @Inject
  ClientKinds(Settings settings, @Any Instance<ClientKind> all) {
    this(settings.get(HeadlessSettings.CLIENTS), all.stream().toList());
  }

  /**
   * @param served the segments of the enabled kinds
   */
  public ClientKinds(List<String> served, List<ClientKind> all) {
    this.served = List.copyOf(served);
    this.all = List.copyOf(all);
  }

  /**
   * The kind that a path names in its first segment, served or not.
   *
   * @param path the path after the application's own, with or without a leading slash
   */
  public Optional<ClientKind> named(String path) {
    int start = path.startsWith("/") ? 1 : 0;
    int slash = path.indexOf('/', start);
    int end = slash < 0 ? path.length() : slash;
    int matrix = path.indexOf(';', start); // JAX-RS matches paths without matrix parameters
    String segment = path.substring(start, matrix < 0 ? end : Math.min(matrix, end));
    for (ClientKind kind : all) {
      if (kind.segment().equals(segment)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Whether this kind is enabled. */
  public boolean isServed(ClientKind kind) {
    return served.contains(kind.segment());
  }
}
