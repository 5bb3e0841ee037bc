package dev.latchkey.api.clients;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a response carries for the client's own use, in addition to the requested data.
 *
 * @param meta members of {@code meta}, in this order
 * @param cookies values of {@code Set-Cookie}
 */
public record Handover(Map<String, String> meta, List<String> cookies) {

  /** Nothing. */
  public static final Handover NOTHING = inMeta(Map.of());

  /** Members of {@code meta} alone. */
  public static Handover inMeta(Map<String, String> members) {
    return new Handover(members, List.of());
  }

  /** Cookies alone. */
  public static Handover inCookies(String... setCookies) {
    return new Handover(Map.of(), List.of(setCookies));
  }

  /** Both together. */
  public Handover and(Handover other) {
    Map<String, String> allMeta = new LinkedHashMap<>(meta);
    allMeta.putAll(other.meta);
    List<String> allCookies = new ArrayList<>(cookies);
    allCookies.addAll(other.cookies);
    return new Handover(allMeta, allCookies);
  }

  /** Shows nothing of the tokens. */
  @Override
  public String toString() {
    return "Handover" + meta.keySet();
  }
}
