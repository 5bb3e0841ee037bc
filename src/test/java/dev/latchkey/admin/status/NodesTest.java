package dev.latchkey.admin.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.persistence.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodesTest {

  private final TestDatabase database = new TestDatabase();
  private final TestDatabase other = database.secondNode();
  private final Nodes first = new Nodes(database);
  private final Nodes second = new Nodes(other);

  @AfterEach
  void close() {
    other.close();
    database.close();
  }

  @Test
  void nodes_thatRun_seeEachOther() {
    first.beat();
    database.clock().advance(Duration.ofSeconds(20));
    second.beat();

    List<SeenNode> seen = first.all();

    assertEquals(List.of(false, true), seen.stream().map(SeenNode::current).toList());
    assertTrue(seen.stream().allMatch(SeenNode::alive));
    assertEquals(Release.version(), seen.get(0).version());
    assertTrue(Release.version().matches("[0-9]+\\.[0-9]+.*"), Release.version());
  }

  @Test
  void node_silent_isNoLongerAlive_andListedForADay() {
    first.beat();
    second.beat();
    database.clock().advance(Nodes.ALIVE_FOR);
    first.beat();

    SeenNode silent = first.all().stream().filter(n -> !n.current()).findFirst().orElseThrow();
    assertFalse(silent.alive());
    assertEquals(silent.started(), silent.lastSeen());
    database.clock().advance(Nodes.LISTED_FOR.minus(Nodes.ALIVE_FOR));
    assertEquals(1, first.all().size());
  }

  @Test
  void node_stopped_leaves() {
    first.beat();
    second.beat();
    second.leave();
    assertEquals(1, first.all().size());
    second.beat();
    assertEquals(1, first.all().size(), "a beat that was late");
    new Nodes(other).beat();
    assertEquals(2, first.all().size());
  }
}
