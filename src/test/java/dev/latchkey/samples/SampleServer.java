package dev.latchkey.samples;

import dev.latchkey.it.support.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A server with all sample applications, started once for all tests and ended with them. */
final class SampleServer {

  /** Where a script comes from that may call. */
  static final String SHOP = "https://shop.example.org";

  private static SampleServer running;

  private final int port = ServerProcess.freePort();
  private final ServerProcess process;

  static synchronized SampleServer started() {
    if (running == null) {
      running = new SampleServer(Map.of());
    }
    return running;
  }

  /** Starts another, with these settings besides. */
  static SampleServer with(Map<String, String> settings) {
    return new SampleServer(settings);
  }

  private SampleServer(Map<String, String> more) {
    String issuer = url("");
    Map<String, String> resourceServer =
        Map.of(
            "latchkey.issuer", issuer,
            "latchkey.jwks-url", url("/.well-known/jwks.json"),
            "latchkey.audience", "samples",
            "latchkey.introspection-url", url("/_allauth/introspect"),
            "latchkey.client-id", "stock",
            "latchkey.client-secret", "a-secret-of-the-stock-and-of-nobody-else",
            "latchkey.introspection-cache-seconds", "0");
    Map<String, String> microProfile =
        Map.of(
            "mp.jwt.verify.publickey.location",
            url("/.well-known/jwks.json"),
            "mp.jwt.verify.issuer",
            issuer,
            "mp.jwt.verify.audiences",
            "samples");
    List<WebArchive> others =
        new ArrayList<>(
            List.of(
                SampleWars.resourceServer(resourceServer),
                SampleWars.withMechanism(resourceServer),
                SampleWars.withDefinedMechanism(resourceServer)));
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/_allauth/app/v1/config",
                "/stock/warehouse",
                "/badge/warehouse",
                "/basic/warehouse"));
    if (ServerProcess.hasMicroProfileJwt()) {
      others.add(SampleWars.microProfile(microProfile));
      paths.add("/timesheet/api/timesheet");
    }
    Map<String, String> settings =
        new TreeMap<>(
            Map.of(
                "LATCHKEY_SERVE_WAR", SampleWars.write(SampleWars.overlay()).toString(),
                "LATCHKEY_SERVE_ALSO", files(others),
                "SECRET_KEY", "kq7RwT2mZ9xVb4LdNf6YhJ3sGc8PaEuX-samples",
                "HEADLESS_JWT_PRIVATE_KEY_FILE", Forger.KEY.toAbsolutePath().toString(),
                "HEADLESS_TOKEN_STRATEGY", "jwt",
                "HEADLESS_JWT_ISSUER", issuer,
                "HEADLESS_JWT_AUDIENCE", "samples",
                "LATCHKEY_CLIENTS_STOCK_SECRET", "a-secret-of-the-stock-and-of-nobody-else",
                "ACCOUNT_EMAIL_VERIFICATION", "none",
                "ACCOUNT_RATE_LIMITS_ENABLED", "false"));
    settings.put("CORS_ALLOWED_ORIGINS", SHOP);
    settings.put("LATCHKEY_COOKIE_AUTHENTICATION", "true");
    settings.put("MFA_SUPPORTED_TYPES", "totp,webauthn,recovery_codes");
    settings.put("MFA_ALLOW_UNVERIFIED_EMAIL", "true");
    settings.put("MFA_TOTP_TOLERANCE", "10");
    settings.put("MFA_WEBAUTHN_RP_ID", Factors.PARTY);
    settings.putAll(more);
    process = ServerProcess.start(port, settings, paths);
    Runtime.getRuntime().addShutdownHook(new Thread(process::close));
  }

  private static String files(List<WebArchive> wars) {
    return wars.stream()
        .map(SampleWars::write)
        .map(Path::toString)
        .collect(Collectors.joining(" "));
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** What the server has logged until now. */
  String log() {
    return process.log();
  }
}
