package dev.latchkey.torture;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Concurrent refreshes with one token that is valid once. */
@Tag("torture")
class StrictRefreshStormIT {

  @RegisterExtension static final Cluster CLUSTER = Cluster.strict();

  @Test
  void concurrentRefreshes_rotateOnceAndIssueValidTokens() {
    int rounds = Effort.of(4, 200);
    RefreshStorm storm = new RefreshStorm(CLUSTER, Set.of(200, 400));
    storm.blow(rounds);
    Figures.of("one refresh token, reuse interval 0")
        .with("threads", RefreshStorm.THREADS)
        .with("rounds", rounds)
        .with("rotations", rounds)
        .with("overlapped and share a successor", storm.good() - rounds)
        .with("refused", storm.rejected())
        .with("dead tokens issued", 0)
        .write();
  }
}
