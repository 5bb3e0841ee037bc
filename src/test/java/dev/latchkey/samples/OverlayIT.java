package dev.latchkey.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.ServerProcess;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An application in the same WAR. */
class OverlayIT {

  private static SampleServer server;
  private static Visitor clerk;
  private static Visitor visitor;

  @BeforeAll
  static void setUp() {
    server = SampleServer.started();
    clerk = Visitor.clerk(server);
    visitor = Visitor.someone(server);
  }

  @Test
  void containerInterfaces_seeTheSameCaller() {
    for (String path : List.of("/shop/orders", "/ledger/today")) {
      for (HttpResponse<String> seen : List.of(clerk.withSession(path), clerk.withAccess(path))) {
        assertEquals(200, seen.statusCode(), path);
        List<String> lines = seen.body().lines().toList();
        String name = clerk.name();
        List<String> expected =
            List.of(
                "security=" + name + " " + ServerProcess.knowsRolesInSecurityContext(),
                "servlet=" + name + " true",
                "cdi=" + name);
        assertTrue(lines.containsAll(expected), seen.body());
        assertEquals(
            ServerProcess.hasEnterpriseBeans(),
            lines.contains("ejb=" + name + " true"),
            seen.body());
        assertTrue(lines.contains("user=" + clerk.id()), seen.body());
      }
    }
    assertTrue(
        clerk
            .withAccess("/shop/orders")
            .body()
            .lines()
            .toList()
            .contains("rest=" + clerk.name() + " true"));
  }

  @Test
  void caller_inATaskAndAfterAnAsynchronousDispatch_isTheSame() {
    for (Visitor each : List.of(clerk, visitor)) {
      String expected = each.id() + " " + (each == clerk);
      for (HttpResponse<String> seen :
          List.of(each.withSession("/shipment"), each.withAccess("/shipment"))) {
        assertEquals("task=" + expected + "\ndispatch=" + expected, seen.body());
      }
    }
    assertEquals(
        "task=none\ndispatch=none", Visitor.send(Visitor.request(server, "/shipment")).body());
  }

  @Test
  void caller_hasTokenSessionAndClaims() {
    List<String> bySession = clerk.withSession("/ledger/today").body().lines().toList();
    assertTrue(
        bySession.containsAll(List.of("kind=SESSION", "session=true", "tenant=null")),
        bySession.toString());
    List<String> byAccess = clerk.withAccess("/ledger/today").body().lines().toList();
    assertTrue(
        byAccess.containsAll(List.of("kind=ACCESS", "session=false", "tenant=acme")),
        byAccess.toString());
  }

  @Test
  void roles_onResourcesAndInTheDescriptor_areRequired() {
    for (String path : List.of("/shop/orders/all", "/shop/books", "/ledger/today")) {
      assertEquals(200, clerk.withSession(path).statusCode(), path);
      assertEquals(200, clerk.withAccess(path).statusCode(), path);
      assertJson(403, visitor.withSession(path));
      assertJson(403, visitor.withAccess(path));
      HttpResponse<String> anonymous = Visitor.send(Visitor.request(server, path));
      assertJson(401, anonymous);
      assertEquals("Bearer", challenge(anonymous), path);
      HttpResponse<String> bad = Visitor.bearer(server, path, "a.b.c");
      assertJson(401, bad);
      assertEquals("Bearer error=\"invalid_token\"", challenge(bad), path);
    }
  }

  @Test
  void script_ofAnAllowedOrigin_readsRejectionsToo() {
    for (String path : List.of("/shop/orders", "/ledger/today", "/ledger/nowhere")) {
      HttpResponse<String> preflight =
          Visitor.send(
              Visitor.request(server, path)
                  .header("Origin", SampleServer.SHOP)
                  .header("Access-Control-Request-Method", "GET")
                  .method("OPTIONS", BodyPublishers.noBody()));
      assertEquals(204, preflight.statusCode(), path);
      HttpResponse<String> rejection =
          Visitor.send(Visitor.request(server, path).header("Origin", SampleServer.SHOP));
      assertJson(401, rejection);
      for (HttpResponse<String> answer : List.of(preflight, rejection)) {
        assertEquals(
            SampleServer.SHOP,
            answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""),
            path);
        assertEquals(
            "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""), path);
        assertTrue(answer.headers().firstValue("X-Request-ID").isPresent(), path);
      }
    }
  }

  @Test
  void twoStars_allowAnyCaller() {
    assertEquals(200, visitor.withSession("/shop/orders/anyone").statusCode());
    assertJson(401, Visitor.send(Visitor.request(server, "/shop/orders/anyone")));
  }

  @Test
  void denyAll_rejectsClerks() {
    assertJson(
        403,
        Visitor.send(
            Visitor.request(server, "/shop/orders/all")
                .header("X-Session-Token", clerk.sessionToken())
                .DELETE()));
  }

  @Test
  void openMethod_onAClosedResource_acceptsAllAndKnowsItsCaller() {
    assertEquals("nobody", Visitor.send(Visitor.request(server, "/shop/books/cover")).body());
    assertEquals(visitor.name(), visitor.withAccess("/shop/books/cover").body());
    assertEquals("nobody", Visitor.bearer(server, "/shop/books/cover", "a.b.c").body());
  }

  @Test
  void unprotectedPath_withAnyToken_isServed() {
    assertEquals("nobody", Visitor.bearer(server, "/shop/orders/catalogue", "a.b.c").body());
    assertEquals("nobody", Visitor.send(Visitor.request(server, "/shop/orders/catalogue")).body());
    assertEquals(visitor.name(), visitor.withSession("/shop/orders/catalogue").body());
  }

  @Test
  void preflight_withoutAToken_succeeds() {
    for (String path : List.of("/shop/orders", "/shop/books", "/ledger/today")) {
      HttpResponse<String> options =
          Visitor.send(Visitor.request(server, path).method("OPTIONS", BodyPublishers.noBody()));
      assertTrue(options.statusCode() < 300, path + " " + options.statusCode());
    }
  }

  @Test
  void resource_forOneKindOfToken_rejectsTheOther() {
    assertEquals(200, visitor.withSession("/shop/orders/session").statusCode());
    assertEquals(200, visitor.withAccess("/shop/orders/access").statusCode());
    assertEquals(
        "Bearer error=\"invalid_token\"", challenge(visitor.withAccess("/shop/orders/session")));
    assertEquals(
        "Bearer error=\"invalid_token\"", challenge(visitor.withSession("/shop/orders/access")));
    assertEquals(
        200,
        Visitor.send(
                Visitor.request(server, "/shop/orders/access")
                    .header("X-Session-Token", visitor.sessionToken())
                    .header("Authorization", "Bearer " + visitor.accessToken()))
            .statusCode());
  }

  @Test
  void recentAuthentication_withAnyToken_isRequired() throws InterruptedException {
    assertEquals(200, visitor.withSession("/shop/orders/payout").statusCode());
    assertEquals(200, visitor.withAccess("/shop/orders/payout").statusCode());
    Thread.sleep(1100);
    for (HttpResponse<String> late :
        List.of(
            visitor.withSession("/shop/orders/payout/now"),
            visitor.withAccess("/shop/orders/payout/now"))) {
      assertJson(401, late);
      assertEquals("Bearer error=\"insufficient_user_authentication\", max_age=1", challenge(late));
    }
  }

  @Test
  void accessToken_whereRecentAuthenticationIsRequired_endsWithItsSession() {
    Visitor gone = Visitor.someone(server);
    gone.logOut();
    assertEquals(200, gone.withAccess("/shop/orders").statusCode());
    assertEquals(
        "Bearer error=\"invalid_token\"", challenge(gone.withAccess("/shop/orders/payout")));
    assertEquals("Bearer error=\"invalid_token\"", challenge(gone.withSession("/shop/orders")));
  }

  @Test
  void applicationsExtractor_findsSessionTokensInAuthorization() {
    HttpResponse<String> seen = Visitor.bearer(server, "/shop/orders", clerk.sessionToken());
    assertTrue(seen.body().contains("kind=SESSION"), seen.body());
    assertEquals(200, Visitor.bearer(server, "/ledger/today", clerk.sessionToken()).statusCode());
  }

  /** GlassFish and Payara 7 protect it as soon as any path is protected, such as /ledger. */
  @Test
  void root_withoutAPage_sendsBrowsersToTheAccountPages() {
    HttpResponse<String> start =
        Visitor.send(Visitor.request(server, "/").header("Accept", "text/html"));
    assertEquals(302, start.statusCode(), start.body());
    URI target = URI.create(start.headers().firstValue("Location").orElseThrow());
    assertEquals("/account/", start.uri().resolve(target).getPath());
  }

  @Test
  void filesOfTheApplication_areServed_andNothingBesideThem() {
    HttpResponse<String> page = Visitor.send(Visitor.request(server, "/pages/"));
    assertEquals(200, page.statusCode());
    assertEquals("<!doctype html><title>Orders</title>", page.body());
    String type = page.headers().firstValue("Content-Type").orElseThrow();
    assertTrue(type.startsWith("text/html"), type);
    assertEquals(page.body(), Visitor.send(Visitor.request(server, "/pages/index.html")).body());

    String tag = page.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        Visitor.send(Visitor.request(server, "/pages/").header("If-None-Match", tag));
    assertEquals(304, again.statusCode());

    for (String path : List.of("/pages/other.html", "/WEB-INF/web.xml", "/web-inf/web.xml")) {
      assertEquals(404, Visitor.send(Visitor.request(server, path)).statusCode(), path);
    }
    assertEquals(
        ServerProcess.isPayara7() || ServerProcess.isGlassFish() ? 401 : 404,
        Visitor.send(Visitor.request(server, "/")).statusCode());
    int folder = Visitor.send(Visitor.request(server, "/pages")).statusCode();
    assertTrue(Set.of(301, 302, 404).contains(folder), "some servers redirect: " + folder);
    HttpResponse<String> posted =
        Visitor.send(Visitor.request(server, "/pages/index.html").POST(BodyPublishers.noBody()));
    assertEquals(404, posted.statusCode());
  }

  @Test
  void token_inTheQuery_isIgnored() {
    String query =
        "?access_token=" + clerk.accessToken() + "&session_token=" + clerk.sessionToken();
    assertEquals(
        "Bearer", challenge(Visitor.send(Visitor.request(server, "/shop/orders" + query))));
    assertEquals(
        "Bearer", challenge(Visitor.send(Visitor.request(server, "/ledger/today" + query))));
    assertFalse(server.log().contains(clerk.sessionToken()));
  }

  static String challenge(HttpResponse<String> response) {
    assertEquals(401, response.statusCode(), response.body());
    List<String> challenges = response.headers().allValues("WWW-Authenticate");
    assertEquals(1, challenges.size(), challenges.toString());
    return challenges.get(0);
  }

  static void assertJson(int status, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertTrue(response.body().startsWith("{\"status\":" + status), response.body());
    assertTrue(
        response.headers().firstValue("Content-Type").orElse("").startsWith("application/json"));
  }
}
