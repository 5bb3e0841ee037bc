package dev.latchkey.resource;

import java.net.URI;

/** The issuer does not respond, or its response is invalid. */
class IssuerUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  IssuerUnavailable(String message) {
    super(message);
  }

  IssuerUnavailable(URI called, String fault) {
    this(called + " " + fault);
  }

  /** Neither of two attempts has succeeded. */
  IssuerUnavailable(IssuerUnavailable one, IssuerUnavailable another) {
    super(one.getMessage() + "; " + another.getMessage(), another);
  }

  /** The issuer has not responded in time, or cannot be reached. */
  static final class Silent extends IssuerUnavailable {

    private static final long serialVersionUID = 1L;

    Silent(URI called) {
      super(called, "does not respond");
    }
  }
}
