package dev.latchkey.api.exchange;

import java.util.Map;

/**
 * What a JAX-RS application says so that it is not described: without this Jersey, which Payara and
 * GlassFish bring, answers OPTIONS and {@code application.wadl} with XML.
 *
 * <p>No common superclass: Open Liberty takes each subclass of {@code Application} for one that is
 * to be served, and complains about one without a path.
 */
public final class WithoutDescription {

  public static final Map<String, Object> PROPERTIES =
      Map.of("jersey.config.server.wadl.disableWadl", true);

  private WithoutDescription() {}
}
