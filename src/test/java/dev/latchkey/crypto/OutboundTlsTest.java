package dev.latchkey.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboundTlsTest {

  /** What a server's JVM does when it is told of a key store without a password. */
  static final class ServerWithAKeyStore {

    public static void main(String[] arguments) throws Exception {
      try {
        System.out.println("the default is " + SSLContext.getDefault());
      } catch (NoSuchAlgorithmException broken) {
        OutboundTls.context().getSocketFactory().createSocket().close();
        System.out.print("can call out");
      }
    }
  }

  @Test
  void context_whereADefaultExists_isTheDefault() throws Exception {
    assertSame(SSLContext.getDefault(), OutboundTls.context());
  }

  @Test
  void keyStore_withoutItsPassword_isIgnored(@TempDir Path folder) throws Exception {
    Path keyStore = folder.resolve("keystore.p12");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    char[] password = "changeit".toCharArray();
    keys.setKeyEntry("s1as", new SecretKeySpec(new byte[16], "AES"), password, null);
    try (OutputStream out = Files.newOutputStream(keyStore)) {
      keys.store(out, password);
    }
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djavax.net.ssl.keyStore=" + keyStore,
                "-cp",
                System.getProperty("java.class.path"),
                ServerWithAKeyStore.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();

    assertEquals("can call out", new String(server.getInputStream().readAllBytes()));
    assertEquals(0, server.waitFor());
  }
}
