package dev.latchkey.torture;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Concurrent refreshes with one token, with a reuse interval of ten seconds. */
class RefreshStormIT {

  @RegisterExtension static final Cluster CLUSTER = Cluster.forgiving();

  @Test
  void concurrentRefreshes_getTheSameSuccessorAndOneLineage() {
    new RefreshStorm(CLUSTER, Set.of(200))
        .blowUnharmed(Effort.of(4, 200), "one refresh token, reuse interval 10 s")
        .with("clients with dead tokens", 0)
        .write();
  }
}
