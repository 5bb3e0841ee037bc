package dev.latchkey.api.clients;

import jakarta.ws.rs.core.NewCookie;
import java.util.List;
import java.util.Map;

/**
 * What a response carries for the client's own use, in addition to the requested data.
 *
 * @param meta members of {@code meta}, in this order
 * @param cookies cookies to set or to remove
 */
public record Handover(Map<String, String> meta, List<NewCookie> cookies) {

  /** Nothing. */
  public static final Handover NOTHING = inMeta(Map.of());

  /** Members of {@code meta} alone. */
  public static Handover inMeta(Map<String, String> members) {
    return new Handover(members, List.of());
  }

  /** Shows nothing of the tokens. */
  @Override
  public String toString() {
    return "Handover" + meta.keySet();
  }
}
