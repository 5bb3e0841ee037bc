package dev.latchkey.torture;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Refreshes that run while something ends their session: nothing of it works once that has been
 * answered.
 */
class EndingRacesIT {

  @RegisterExtension static final Cluster CLUSTER = Cluster.forgiving();

  @Test
  void credentials_afterTheResponseThatEndedThem_areRejected() {
    int interleavings = Effort.of(24, 1000);
    Admin admin = new Admin(CLUSTER);
    Map<Ending, Integer> refreshes = new EnumMap<>(Ending.class);
    try (Crowd races = new Crowd(4)) {
      races
          .share(interleavings, i -> new EndingRace(CLUSTER, admin, i).run())
          .forEach(race -> refreshes.merge(race.ending(), race.refreshes(), Integer::sum));
    }
    Figures.of("refresh against logout, end of session, deactivation and password change")
        .with("threads", 4 * (EndingRace.REFRESHERS + 1))
        .with("interleavings", interleavings)
        .with(
            "refreshes before the end",
            refreshes.values().stream().mapToInt(Integer::intValue).sum())
        .with("tokens that worked after it", 0)
        .write();
  }
}
