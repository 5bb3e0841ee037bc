package dev.latchkey.crypto;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/**
 * TLS for outbound connections. The server's trust store decides which certificates are trusted.
 */
public final class OutboundTls {

  private OutboundTls() {}

  /**
   * The default context; if that is unusable, one that trusts the same certificates and has no
   * client certificate.
   *
   * <p>It is unusable if a key store is configured for the JVM without its password, as on
   * GlassFish.
   */
  public static SSLContext context() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException broken) {
      return withoutKeys();
    }
  }

  private static SSLContext withoutKeys() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "This server's trust store cannot be used (javax.net.ssl.trustStore).", e);
    }
  }
}
