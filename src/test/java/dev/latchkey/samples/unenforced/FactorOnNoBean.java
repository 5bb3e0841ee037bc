package dev.latchkey.samples.unenforced;

import dev.latchkey.security.RequiresFactor;

/** Neither a resource nor a bean. */
public class FactorOnNoBean {

  /** Anyone may call it. */
  @RequiresFactor
  public String call() {
    return "open";
  }
}
