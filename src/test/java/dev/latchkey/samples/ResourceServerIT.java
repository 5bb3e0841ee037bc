package dev.latchkey.samples;

import static dev.latchkey.samples.OverlayIT.challenge;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An application in a WAR of its own, with the jar for resource servers. */
class ResourceServerIT {

  private static SampleServer server;
  private static Visitor clerk;

  @BeforeAll
  static void setUp() {
    server = SampleServer.started();
    clerk = Visitor.clerk(server);
  }

  @Test
  void accessTokens_areAccepted() {
    assertEquals(clerk.name() + " of acme", clerk.withAccess("/stock/api/stock").body());
    assertEquals(clerk.name(), clerk.withAccess("/stock/warehouse").body());
  }

  @Test
  void sessionTokens_areAccepted() {
    assertEquals(200, clerk.withSession("/stock/api/stock").statusCode());
    assertEquals(clerk.name(), clerk.withSession("/stock/warehouse").body());
  }

  @Test
  void roles_areRequired() {
    Visitor visitor = Visitor.someone(server);
    assertEquals(403, visitor.withAccess("/stock/api/stock").statusCode());
    assertEquals(403, visitor.withAccess("/stock/warehouse").statusCode());
    assertEquals("Bearer", challenge(Visitor.send(Visitor.request(server, "/stock/api/stock"))));
    assertEquals("Bearer", challenge(Visitor.send(Visitor.request(server, "/stock/warehouse"))));
  }

  @Test
  void refreshToken_asAccessToken_isRejected() {
    assertEquals(
        "Bearer error=\"invalid_token\"",
        challenge(Visitor.bearer(server, "/stock/api/stock", clerk.refreshToken())));
  }

  @Test
  void loggedOutUser_withIntrospection_isRejectedImmediately() {
    Visitor gone = Visitor.clerk(server);
    assertEquals(200, gone.withAccess("/stock/api/stock").statusCode());
    gone.logOut();
    assertEquals("Bearer error=\"invalid_token\"", challenge(gone.withAccess("/stock/api/stock")));
    assertEquals("Bearer error=\"invalid_token\"", challenge(gone.withSession("/stock/warehouse")));
  }

  @Test
  void recentAuthentication_isReportedByTheIssuer() {
    assertEquals(
        "written off", Visitor.clerk(server).withAccess("/stock/api/stock/write-off").body());
  }

  @Test
  void applicationsOwnMechanism_isLeftAlone() {
    assertEquals(
        "mallory",
        Visitor.send(Visitor.request(server, "/badge/warehouse").header("X-Badge", "mallory"))
            .body());
    assertEquals(401, clerk.withAccess("/badge/warehouse").statusCode());
    assertNotEquals(200, clerk.withAccess("/basic/warehouse").statusCode());
    String basic = challenge(Visitor.send(Visitor.request(server, "/basic/warehouse")));
    assertEquals("Basic realm=\"warehouse\"", basic);
  }
}
