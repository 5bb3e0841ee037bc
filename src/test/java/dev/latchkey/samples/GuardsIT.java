package dev.latchkey.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.it.support.ServerProcess;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where guards stand and how resources inherit them, in applications that list no classes. */
class GuardsIT {

  private static SampleServer server;
  private static Visitor visitor;

  @BeforeAll
  static void setUp() {
    server = SampleServer.started();
    visitor = Visitor.someone(server);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/on-class",
        "/on-method",
        "/on-method/any-role",
        "/on-interface",
        "/on-generic-interface/x",
        "/on-extended-interface/x",
        "/on-base-class",
        "/on-generic-base-class/x",
        "/on-locators-class/sub",
        "/on-locators-class/sub/deeper",
        "/locators/guarded",
        "/locators/guarded/deeper",
        "/locators/type",
        "/locators/class",
        "/locators/method",
      })
  void guardedResource_anonymousCaller_isRejected(String path) {
    for (String application : List.of("/guarded", "/stock/api")) {
      HttpResponse<String> anonymous = Visitor.send(Visitor.request(server, application + path));
      OverlayIT.assertJson(401, anonymous);
      assertEquals("Bearer", OverlayIT.challenge(anonymous), application + path);
      assertEquals(
          "Bearer error=\"invalid_token\"",
          OverlayIT.challenge(Visitor.bearer(server, application + path, "a.b.c")));
      assertEquals("open", visitor.withSession(application + path).body());
      assertEquals("open", visitor.withAccess(application + path).body());
    }
  }

  @Test
  void subResource_withoutAnyGuard_isOpen() {
    assertEquals("open", Visitor.send(Visitor.request(server, "/guarded/locators/open")).body());
  }

  @Test
  void subResource_preflightOfGuardedClass_isNotRejected() {
    HttpResponse<String> options =
        Visitor.send(
            Visitor.request(server, "/guarded/on-locators-class/sub")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertTrue(options.statusCode() < 300, String.valueOf(options.statusCode()));
  }

  @Test
  void enterpriseBean_behindAnOpenResource_isGuardedByTheContainer() {
    assumeTrue(ServerProcess.hasEnterpriseBeans());
    assertEquals(403, Visitor.send(Visitor.request(server, "/guarded/ledger")).statusCode());
    assertEquals(403, visitor.withSession("/guarded/ledger").statusCode());
    assertEquals("ledger", Visitor.clerk(server).withSession("/guarded/ledger").body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/accounts",
        "/admin/v1/accounts",
        "/admin/v1/accounts/1",
        "/admin/v1/audit",
        "/app/v1/auth/session",
        "/app/v1/config",
        "/audit",
        "/jwks.json",
        "/oauth-authorization-server",
      })
  void ownResource_underAnotherApplication_isNotThere(String path) {
    assertEquals(404, Visitor.send(Visitor.request(server, "/guarded" + path)).statusCode());
    assertEquals(404, visitor.withSession("/guarded" + path).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin/v1/keys/rotate", "/app/v1/auth/login", "/introspect", "/revoke"})
  void ownResource_postedToUnderAnotherApplication_isNotThere(String path) {
    assertEquals(
        404,
        Visitor.send(Visitor.request(server, "/guarded" + path).POST(BodyPublishers.noBody()))
            .statusCode());
  }

  @Test
  void applicationsResource_atAPathOfOurs_isTheApplications() {
    assertEquals("ours", Visitor.send(Visitor.request(server, "/guarded/me")).body());
    OverlayIT.assertJson(401, Visitor.send(Visitor.request(server, "/api/me")));
    assertEquals(200, visitor.withSession("/api/me").statusCode());
  }
}
