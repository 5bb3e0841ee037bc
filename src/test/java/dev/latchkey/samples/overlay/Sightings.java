package dev.latchkey.samples.overlay;

import dev.latchkey.security.Caller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.StringJoiner;

/** Tells how each API of the container sees the caller of the current request. */
@RequestScoped
public class Sightings {

  @Inject SecurityContext security;
  @Inject HttpServletRequest request;
  @Inject Principal principal;
  @EJB Clerk clerk;

  String report(jakarta.ws.rs.core.SecurityContext rest) {
    return report()
        + "\nrest="
        + OrdersResource.name(rest.getUserPrincipal())
        + " "
        + rest.isUserInRole("clerk");
  }

  String report() {
    StringJoiner lines = new StringJoiner("\n");
    lines.add(
        "security="
            + OrdersResource.name(security.getCallerPrincipal())
            + " "
            + security.isCallerInRole("clerk"));
    lines.add(
        "servlet="
            + OrdersResource.name(request.getUserPrincipal())
            + " "
            + request.isUserInRole("clerk"));
    lines.add("cdi=" + principal.getName());
    if (clerk != null) { // there are servers without EJB
      lines.add("ejb=" + clerk.caller() + " " + clerk.isClerk());
    }
    security.getPrincipalsByType(Caller.class).forEach(caller -> lines.add(describe(caller)));
    return lines.toString();
  }

  private static String describe(Caller caller) {
    return "user="
        + caller.userId()
        + "\nkind="
        + caller.tokenUse()
        + "\ncarrier="
        + caller.carrier()
        + "\ntenant="
        + caller.claims().get("tenant_id")
        + "\nsession="
        + caller.sessionId().isPresent();
  }
}
