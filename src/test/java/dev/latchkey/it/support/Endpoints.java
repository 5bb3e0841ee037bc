package dev.latchkey.it.support;

import java.util.List;
import java.util.stream.Stream;

/** The addresses of the product, in one place for the tests that ask all of them. */
public final class Endpoints {

  /** One method of one address. */
  public record Endpoint(String method, String path) {

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** Those of the API that read a body. */
  public static final List<Endpoint> WITH_BODY =
      Stream.of(
              "POST /auth/signup",
              "POST /auth/login",
              "POST /auth/reauthenticate",
              "POST /auth/2fa/authenticate",
              "POST /auth/2fa/reauthenticate",
              "POST /auth/2fa/trust",
              "DELETE /account",
              "DELETE /account/trusted-devices",
              "POST /account/authenticators/totp",
              "DELETE /account/authenticators/totp",
              "POST /account/authenticators/recovery-codes",
              "POST /account/authenticators/webauthn",
              "PUT /account/authenticators/webauthn",
              "DELETE /account/authenticators/webauthn",
              "POST /auth/webauthn/authenticate",
              "POST /auth/webauthn/reauthenticate",
              "POST /auth/webauthn/login",
              "POST /auth/webauthn/signup",
              "PUT /auth/webauthn/signup",
              "POST /auth/code/request",
              "POST /auth/code/confirm",
              "POST /auth/code/resend",
              "POST /auth/email/verify",
              "POST /auth/email/verify/resend",
              "POST /auth/password/request",
              "POST /auth/password/reset",
              "POST /auth/token/refresh",
              "POST /tokens/refresh",
              "POST /account/password/change",
              "POST /account/email",
              "PUT /account/email",
              "PATCH /account/email",
              "DELETE /account/email",
              "DELETE /auth/session",
              "DELETE /auth/sessions")
          .map(Endpoints::ofApi)
          .toList();

  /** Those of the API that do not. */
  public static final List<Endpoint> WITHOUT_BODY =
      Stream.of(
              "GET /config",
              "GET /auth/session",
              "GET /auth/sessions",
              "GET /auth/email/verify",
              "GET /auth/password/reset",
              "GET /account/email",
              "GET /account/trusted-devices",
              "GET /account/authenticators",
              "GET /account/authenticators/totp",
              "GET /account/authenticators/recovery-codes",
              "GET /account/authenticators/webauthn",
              "GET /auth/webauthn/reauthenticate")
          .map(Endpoints::ofApi)
          .toList();

  /** All of the API. */
  public static final List<Endpoint> API =
      Stream.concat(WITH_BODY.stream(), WITHOUT_BODY.stream()).toList();

  private Endpoints() {}

  private static Endpoint ofApi(String methodAndPath) {
    String[] parts = methodAndPath.split(" ");
    return new Endpoint(parts[0], Http.API + parts[1]);
  }
}
