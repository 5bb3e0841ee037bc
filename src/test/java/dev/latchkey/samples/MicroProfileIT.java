package dev.latchkey.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.it.support.ServerProcess;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An application that knows MicroProfile JWT and nothing of ours. */
class MicroProfileIT {

  private static final String TIMESHEET = "/timesheet/api/timesheet";
  private static final String BADGE = "/timesheet/api/badge";
  private static final String DOOR = "/timesheet/door";

  /** WildFly responds with 500 to a token whose key it does not know. */
  private static final Set<Integer> REJECTIONS =
      ServerProcess.isWildFly() ? Set.of(401, 403, 500) : Set.of(401, 403);

  private static SampleServer server;

  @BeforeAll
  static void setUp() {
    assumeTrue(ServerProcess.hasMicroProfileJwt());
    server = SampleServer.started();
  }

  @Test
  void nameTenantAndGroups_reachTheApplication() {
    Visitor clerk = Visitor.clerk(server);
    assertEquals(clerk.name() + " of acme in [clerk]", clerk.withAccess(TIMESHEET).body());
  }

  @Test
  void refreshToken_asAccessToken_isRejected() {
    Visitor clerk = Visitor.clerk(server);
    String next = clerk.refreshed();
    for (String path : List.of(TIMESHEET, BADGE, BADGE + "/open", DOOR)) {
      assertEquals(200, clerk.withAccess(path).statusCode(), path);
      for (String token : List.of(clerk.refreshToken(), next)) {
        HttpResponse<String> answer = Visitor.bearer(server, path, token);
        assertTrue(
            path.endsWith("/open") ? isAnonymous(answer) : REJECTIONS.contains(answer.statusCode()),
            () -> path + ": " + answer.statusCode() + " " + answer.body());
      }
    }
    assertEquals(clerk.name(), clerk.withAccess(BADGE).body());
    assertEquals(clerk.name(), clerk.withAccess(BADGE + "/open").body());
  }

  @Test
  void refreshToken_afterLogout_isRejected() {
    Visitor gone = Visitor.clerk(server);
    gone.logOut();
    HttpResponse<String> answer = Visitor.bearer(server, BADGE + "/open", gone.refreshToken());
    assertTrue(isAnonymous(answer), () -> answer.statusCode() + " " + answer.body());
  }

  /**
   * Of an endpoint open to all; 403 would mean that the token is accepted and a role is missing.
   */
  private static boolean isAnonymous(HttpResponse<String> answer) {
    return answer.statusCode() == 200
        ? answer.body().equals("anonymous")
        : answer.statusCode() != 403 && REJECTIONS.contains(answer.statusCode());
  }

  @Test
  void caller_withoutTheGroupOrAToken_isRejected() {
    assertEquals(403, Visitor.someone(server).withAccess(TIMESHEET).statusCode());
    for (HttpResponse<String> unknown :
        List.of(
            Visitor.send(Visitor.request(server, TIMESHEET)),
            Visitor.bearer(server, TIMESHEET, "a.b.c"))) {
      assertTrue(
          Set.of(401, 403).contains(unknown.statusCode()),
          "servers differ in the status, but none accepts the call");
    }
  }
}
