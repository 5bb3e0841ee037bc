package dev.latchkey.samples.unenforced;

import dev.latchkey.security.SessionTokenOnly;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** Does without what the server would find, and does not list the feature. */
@ApplicationPath("/unguarded")
public class UnguardedApplication extends Application {

  /** A sub-resource. */
  public static class Part {
    @GET
    @SessionTokenOnly
    public String get() {
      return "open";
    }
  }

  /** Leads to it. */
  @Path("/whole")
  public static class Whole {
    @Path("/part")
    public Part part() {
      return new Part();
    }
  }

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(Whole.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jakarta.ws.rs.loadServices", false);
  }
}
