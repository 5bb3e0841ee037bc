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
