package badge;

import jakarta.annotation.security.RolesAllowed;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells what of the token arrives. */
@RestController
public class BadgeController {

  @GetMapping("/badge")
  @RolesAllowed("clerk")
  public String badge(JwtAuthenticationToken caller, @AuthenticationPrincipal Jwt token) {
    return caller.getName() + " of " + token.getClaimAsString("tenant_id");
  }

  @GetMapping("/anyone")
  public String anyone(@AuthenticationPrincipal Jwt token) {
    return token.getSubject();
  }
}
