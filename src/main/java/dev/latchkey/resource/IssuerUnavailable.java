package dev.latchkey.resource;

import java.net.URI;

/** The issuer does not answer, or not as it should. */
class IssuerUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  IssuerUnavailable(String message) {
    super(message);
  }

  IssuerUnavailable(URI called, String fault) {
    this(called + " " + fault);
  }
}
