package dev.latchkey.samples.overlay;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** An enterprise bean that asks its own context who calls. */
@Stateless
public class Clerk {

  @Resource SessionContext context;

  @PermitAll
  public String caller() {
    return context.getCallerPrincipal().getName();
  }

  @PermitAll
  public boolean isClerk() {
    return context.isCallerInRole("clerk");
  }

  @RolesAllowed("clerk")
  public String ledger() {
    return "ledger";
  }
}
