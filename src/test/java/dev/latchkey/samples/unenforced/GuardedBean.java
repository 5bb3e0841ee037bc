package dev.latchkey.samples.unenforced;

import dev.latchkey.security.Authenticated;

/** No resource. */
public class GuardedBean {

  /** Anyone may call it. */
  @Authenticated
  public String call() {
    return "open";
  }
}
