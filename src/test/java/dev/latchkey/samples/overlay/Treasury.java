package dev.latchkey.samples.overlay;

import dev.latchkey.security.RequiresFactor;
import jakarta.enterprise.context.ApplicationScoped;

/** A bean that requires a second factor of every caller. */
@ApplicationScoped
public class Treasury {

  @RequiresFactor(within = 600)
  public String cancel() {
    return "cancelled";
  }
}
