package dev.latchkey.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An application that knows MicroProfile JWT and nothing of ours. */
class MicroProfileIT {

  private static final String TIMESHEET = "/timesheet/api/timesheet";
  private static SampleServer server;

  @BeforeAll
  static void arrive() {
    server = SampleServer.running();
  }

  @Test
  void nameTenantAndGroupsArrive() {
    Visitor clerk = Visitor.clerk(server);
    assertEquals(clerk.email() + " of acme in [clerk]", clerk.withAccess(TIMESHEET).body());
  }

  @Test
  void withoutTheGroupOrATokenNobodyGetsIn() {
    assertEquals(403, Visitor.someone(server).withAccess(TIMESHEET).statusCode());
    int withoutToken = Visitor.send(Visitor.request(server, TIMESHEET)).statusCode();
    assertTrue(Set.of(401, 403).contains(withoutToken), "servers differ here, but not in letting nobody in");
    assertEquals(401, Visitor.bearer(server, TIMESHEET, "a.b.c").statusCode());
  }
}
