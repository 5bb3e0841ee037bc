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
}
