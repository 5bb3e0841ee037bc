package dev.latchkey.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.samples.OtherApplication.Kind;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Applications with Spring Boot and with Quarkus accept access tokens by their own means. Maven
 * fetches what they need.
 */
@Tag("cluster")
class SpringAndQuarkusIT {

  private static final String BADGE = "/badge";
  private static final String SPRING = "spring.security.oauth2.resourceserver.jwt.";
  private static final String ALGORITHM = "mp.jwt.verify.publickey.algorithm";
  private static final OwnKeys KEYS = new OwnKeys();
  private static final Map<Kind, OtherApplication> APPLICATIONS = new EnumMap<>(Kind.class);
  private static SampleServer server;

  @BeforeAll
  static void start() {
    server = SampleServer.with(Map.of("HEADLESS_JWT_PREVIOUS_PUBLIC_KEYS", KEYS.published()));
    for (Kind kind : Kind.values()) {
      OtherApplication.build(kind);
      APPLICATIONS.put(kind, OtherApplication.start(kind, settings(kind)));
      awaitKeys(APPLICATIONS.get(kind));
    }
  }

  @AfterAll
  static void stop() {
    APPLICATIONS.values().forEach(OtherApplication::close);
  }

  /** The page's, for the server that runs here. */
  private static Map<String, String> settings(Kind kind) {
    return switch (kind) {
      case SPRING_BOOT -> Map.of(SPRING + "issuer-uri", server.url(""));
      case QUARKUS ->
          Map.of(
              "mp.jwt.verify.publickey.location",
              server.url("/.well-known/jwks.json"),
              "mp.jwt.verify.issuer",
              server.url(""));
    };
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void nameTenantAndGroups_reachTheApplication(Kind kind) {
    OtherApplication application = APPLICATIONS.get(kind);
    Visitor clerk = Visitor.clerk(server);
    HttpResponse<String> answer = application.get(BADGE, clerk.accessToken());
    assertEquals(200, answer.statusCode());
    assertEquals(clerk.name() + " of acme", answer.body());
    Visitor someone = Visitor.someone(server);
    assertEquals(someone.id(), application.get("/anyone", someone.accessToken()).body());
    assertEquals(403, application.get(BADGE, someone.accessToken()).statusCode());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void otherTokens_areRejected(Kind kind) {
    Visitor clerk = Visitor.clerk(server);
    Forger forger = new Forger(clerk.accessToken());
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("refresh token", clerk.refreshToken());
    tokens.put("next refresh token", clerk.refreshed());
    tokens.put("session token", clerk.sessionToken());
    tokens.put("rubbish", "a.b.c");
    tokens.put("another key", forger.signedByAnother(forger.header(), forger.claims()));
    tokens.put(
        "unknown key",
        forger.signedByAnother(forger.header().add("kid", "unknown"), forger.claims()));
    tokens.put("MAC with the public key", forger.signedWithMac(forger.publicKey().getEncoded()));
    tokens.put("MAC", forger.signedWithMac("secret".repeat(8).getBytes(StandardCharsets.UTF_8)));
    tokens.put(
        "another issuer",
        forger.signed(forger.header(), forger.claims().add("iss", "https://id.example.org")));
    tokens.put(
        "another audience", forger.signed(forger.header(), forger.claims().add("aud", "others")));
    tokens.put("no audience", forger.signed(forger.header(), forger.claims().remove("aud")));
    tokens.put(
        "expired",
        forger.signed(
            forger.header(),
            forger.claims().add("exp", Instant.now().minusSeconds(120).getEpochSecond())));
    Map<String, Integer> statuses = new TreeMap<>();
    Map<String, Integer> rejected = new TreeMap<>();
    OtherApplication application = APPLICATIONS.get(kind);
    tokens.forEach(
        (name, token) -> {
          statuses.put(name, application.get(BADGE, token).statusCode());
          rejected.put(name, 401);
        });
    assertEquals(rejected, statuses);
    assertEquals(401, application.get(BADGE).statusCode());
    assertEquals(
        200,
        application.get(BADGE, forger.signed(forger.header(), forger.claims())).statusCode(),
        "what is signed without a change");
  }

  @Test
  void springByIssuer_acceptsTheAlgorithmsOfTheKeySet() {
    assertEquals(
        Set.of("RS256", "RS384", "RS512", "PS256", "ES256", "ES384"),
        accepted(APPLICATIONS.get(Kind.SPRING_BOOT)));
  }

  /** Without a request at the start: the metadata is not asked for. */
  @ParameterizedTest
  @CsvSource({"'',RS256", "ES256,ES256", "'RS256,ES256',RS256 ES256"})
  void springByKeySet_acceptsWhatIsSet(String algorithms, String expected) {
    Map<String, String> settings = new TreeMap<>(settings(Kind.SPRING_BOOT));
    settings.put(SPRING + "jwk-set-uri", server.url("/.well-known/jwks.json"));
    if (!algorithms.isEmpty()) {
      settings.put(SPRING + "jws-algorithms", algorithms);
    }
    try (OtherApplication application = OtherApplication.start(Kind.SPRING_BOOT, settings)) {
      assertEquals(Set.of(expected.split(" ")), accepted(application));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',RS256",
    "ES256,ES256",
    "ES384,ES384",
    "PS256,PS256",
    "RS512,RS512",
    "EDDSA,EdDSA"
  })
  void quarkus_acceptsTheAlgorithmThatIsSet(String algorithm, String expected) {
    Map<String, String> settings = new TreeMap<>(settings(Kind.QUARKUS));
    if (!algorithm.isEmpty()) {
      settings.put(ALGORITHM, algorithm);
    }
    try (OtherApplication application = OtherApplication.start(Kind.QUARKUS, settings)) {
      assertEquals(Set.of(expected.split(" ")), accepted(application));
    }
  }

  /**
   * Has the application fetch the keys: Spring gives up after half a second, and tries again with
   * the next token.
   */
  private static void awaitKeys(OtherApplication application) {
    Visitor clerk = Visitor.clerk(server);
    for (int attempt = 0; attempt < 10; attempt++) {
      if (KEYS.algorithms().stream()
          .map(
              algorithm -> KEYS.signed(algorithm, new Forger(clerk.accessToken()).claims().build()))
          .anyMatch(token -> application.get(BADGE, token).statusCode() == 200)) {
        return;
      }
    }
    throw new AssertionError("no token is accepted");
  }

  private static Set<String> accepted(OtherApplication application) {
    awaitKeys(application);
    Visitor clerk = Visitor.clerk(server);
    Set<String> accepted = new TreeSet<>();
    for (String algorithm : KEYS.algorithms()) {
      String token = KEYS.signed(algorithm, new Forger(clerk.accessToken()).claims().build());
      if (application.get(BADGE, token).statusCode() == 200) {
        accepted.add(algorithm);
      }
    }
    return accepted;
  }
}
