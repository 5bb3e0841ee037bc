package dev.latchkey.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.net.httpserver.HttpServer;
import dev.latchkey.Altered;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tokens that every kind of endpoint must reject. */
class BadTokensIT {

  private static final List<String> DOORS =
      List.of("/api/me", "/shop/orders", "/ledger/today", "/stock/api/stock", "/stock/warehouse");
  private static final AtomicInteger CALLS = new AtomicInteger();

  private static SampleServer server;
  private static Visitor clerk;
  private static Forger forger;
  private static HttpServer trap;

  @BeforeAll
  static void setUp() throws IOException {
    server = SampleServer.started();
    clerk = Visitor.clerk(server);
    forger = new Forger(clerk.accessToken());
    trap = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    trap.createContext(
        "/",
        exchange -> {
          CALLS.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    trap.start();
  }

  @AfterAll
  static void tearDown() {
    trap.stop(0);
  }

  @Test
  void token_signedLikeTheServers_isAccepted() {
    assertEquals(
        200,
        Visitor.bearer(server, "/ledger/today", forger.signed(forger.header(), forger.claims()))
            .statusCode());
  }

  @TestFactory
  Stream<DynamicTest> badToken_isRejectedWithTheChallengeAndLeavesNoTrace() {
    return badTokens().entrySet().stream()
        .map(bad -> DynamicTest.dynamicTest(bad.getKey(), () -> assertRejected(bad.getValue())));
  }

  private static void assertRejected(String token) {
    for (String door : DOORS) {
      HttpResponse<String> response = Visitor.bearer(server, door, token);
      assertEquals("Bearer error=\"invalid_token\"", OverlayIT.challenge(response), door);
    }
    assertEquals(0, CALLS.get(), "a URL from a token was requested");
    String tail = token.substring(Math.max(0, token.length() - 40));
    assertFalse(server.log().contains(tail), "the log holds a token");
  }

  private static Map<String, String> badTokens() {
    Map<String, String> bad = new LinkedHashMap<>();
    String good = clerk.accessToken();
    int payload = good.indexOf('.') + 1;
    int signature = good.lastIndexOf('.') + 1;
    long now = Instant.now().getEpochSecond();
    String address = "http://127.0.0.1:" + trap.getAddress().getPort() + "/keys";
    bad.put("no token at all", "nonsense.nonsense.nonsense");
    bad.put("forged", forger.signedByAnother(forger.header(), forger.claims()));
    String altered = Altered.inTheMiddle(good.substring(payload, signature - 1));
    bad.put("altered claims", good.substring(0, payload) + altered + good.substring(signature - 1));
    bad.put(
        "altered signature",
        good.substring(0, signature) + Altered.inTheMiddle(good.substring(signature)));
    bad.put("no signature", good.substring(0, signature));
    bad.put("expired", signed(forger.claims().add("exp", now - 1)));
    bad.put("without expiry", signed(forger.claims().remove("exp")));
    bad.put("not yet valid", signed(forger.claims().add("nbf", now + 600)));
    bad.put("foreign issuer", signed(forger.claims().add("iss", "https://elsewhere.example")));
    bad.put("wrong audience", signed(forger.claims().add("aud", "elsewhere")));
    bad.put("wrong use", signed(forger.claims().add("token_use", "refresh")));
    bad.put("unknown use", signed(forger.claims().add("token_use", "id")));
    bad.put("a refresh token", clerk.refreshToken());
    bad.put("alg none", forger.input(forger.header().add("alg", "none"), forger.claims()) + ".");
    bad.put("alg None, with a signature", headed(forger.header().add("alg", "None")));
    bad.put("alg of another family", headed(forger.header().add("alg", "ES256")));
    bad.put("MAC under the public key", forger.signedWithMac(forger.publicKey().getEncoded()));
    bad.put("MAC under the public key in PEM", forger.signedWithMac(pem()));
    bad.put("jku", headed(forger.header().add("jku", address)));
    bad.put("x5u", headed(forger.header().add("x5u", address)));
    bad.put(
        "jku of a stranger",
        forger.signedByAnother(forger.header().add("jku", address), forger.claims()));
    bad.put(
        "jwk", headed(forger.header().add("jwk", Json.createObjectBuilder().add("kty", "RSA"))));
    bad.put("crit", headed(forger.header().add("crit", Json.createArrayBuilder().add("exp"))));
    bad.put("b64", headed(forger.header().add("b64", false)));
    bad.put("zip", headed(forger.header().add("zip", "DEF")));
    JsonObjectBuilder encrypted = forger.header().add("enc", "A256GCM").add("alg", "RSA-OAEP-256");
    bad.put("JWE", forger.input(encrypted, forger.claims()) + ".AAAA.AAAA.AAAA");
    bad.put("five parts", good + ".AAAA.AAAA");
    bad.put("two parts", good.substring(0, signature - 1));
    bad.put("JSON serialization", jsonSerialization(good));
    bad.put("unknown key", headed(forger.header().add("kid", "../../dev/null")));
    bad.put("over 16 KiB", signed(forger.claims().add("filler", "x".repeat(17 * 1024))));
    return bad;
  }

  private static String signed(JsonObjectBuilder claims) {
    return forger.signed(forger.header(), claims);
  }

  private static String headed(JsonObjectBuilder header) {
    return forger.signed(header, forger.claims());
  }

  private static byte[] pem() {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(forger.publicKey().getEncoded());
    return ("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n").getBytes();
  }

  private static String jsonSerialization(String token) {
    String[] parts = token.split("\\.");
    return Json.createObjectBuilder()
        .add("protected", parts[0])
        .add("payload", parts[1])
        .add("signature", parts[2])
        .build()
        .toString();
  }
}
