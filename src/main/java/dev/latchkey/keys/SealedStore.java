package dev.latchkey.keys;

/**
 * Stored data that is encrypted with the server's secret key. Every bean of this type takes part
 * when {@code SECRET_KEY} is replaced.
 */
public interface SealedStore {

  /**
   * Encrypts with the current secret key what is encrypted with a previous one, in short
   * transactions. Doing it twice changes nothing, and data that no key opens is left alone. Call it
   * outside of a transaction.
   *
   * @return how many rows were
   */
  int sealAnew();
}
