package dev.latchkey.admin;

/**
 * A change would make the account's access tokens longer than the accepted length; the transaction
 * is rolled back.
 */
public class TokenTooLong extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TokenTooLong() {
    super("The access tokens of the account would be too long.", null, false, false);
  }
}
