package dev.latchkey.security;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Lets only authenticated callers through, whether or not the container took note of them. */
@Priority(Priorities.AUTHENTICATION)
class CallerFilter implements ContainerRequestFilter {

  private final Authentication authentication;
  private final HttpServletRequest servletRequest;
  private final String scheme;

  /**
   * @param servletRequest stands for the request that the calling thread serves
   * @param scheme what the challenge names
   */
  CallerFilter(Authentication authentication, HttpServletRequest servletRequest, String scheme) {
    this.authentication = authentication;
    this.servletRequest = servletRequest;
    this.scheme = scheme;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Authentication.Result result = authentication.of(servletRequest);
    if (result instanceof Authentication.Authenticated authenticated) {
      request.setSecurityContext(new CallerContext(authenticated.caller(), request.getSecurityContext().isSecure()));
    } else {
      request.abortWith(unauthorized(result));
    }
  }

  private Response unauthorized(Authentication.Result result) {
    String code = result instanceof Authentication.Refused ? "invalid_token" : "unauthorized";
    return Response.status(401)
        .header(HttpHeaders.WWW_AUTHENTICATE, Challenge.of(result, scheme))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .type(MediaType.APPLICATION_JSON)
        .entity("{\"status\":401,\"errors\":[{\"message\":\"Log in and send a valid token.\",\"code\":\"" + code + "\"}]}")
        .build();
  }
}
