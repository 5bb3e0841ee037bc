package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Concurrent refreshes with one token, with a reuse interval of ten seconds. */
class RefreshStormIT {

  @RegisterExtension static final Cluster CLUSTER = Cluster.forgiving();

  @Test
  void concurrentRefreshes_getTheSameSuccessorAndOneLineage() {
    int rounds = Effort.of(4, 200);
    RefreshStorm storm = new RefreshStorm(CLUSTER, Set.of(200));
    storm.blow(rounds);
    assertEquals(rounds * RefreshStorm.THREADS, storm.good());
    Figures.of("one refresh token, reuse interval 10 s")
        .with("threads", RefreshStorm.THREADS)
        .with("rounds", rounds)
        .with("answered with the same successor", storm.good())
        .with("failed", 0)
        .with("clients with dead tokens", 0)
        .write();
  }
}
