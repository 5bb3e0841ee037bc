package dev.latchkey.api;

import jakarta.ws.rs.core.Application;
import java.util.Map;

/**
 * A JAX-RS application that does not describe itself: without this Jersey, which Payara and GlassFish
 * bring, answers OPTIONS and {@code application.wadl} with XML.
 */
abstract class UndescribedApplication extends Application {

  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
