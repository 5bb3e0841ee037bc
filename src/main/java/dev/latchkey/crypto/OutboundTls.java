package dev.latchkey.crypto;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/** TLS for the connections that we open. Whom they trust is for the server's trust store to say. */
public final class OutboundTls {

  private OutboundTls() {}

  /**
   * The default context; where that is broken, one that trusts the same and shows no certificate of
   * its own.
   *
   * <p>It is broken where the JVM is told of a key store, but not of its password, as GlassFish
   * does.
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
