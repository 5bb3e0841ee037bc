package dev.latchkey.ops.watch;

import dev.latchkey.metrics.Exposition;
import dev.latchkey.ops.NodeStarted;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import java.util.stream.IntStream;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * The same metrics among the server's own, if the settings enable that. It is a bean only if the
 * server has MicroProfile Metrics, as {@code beans.xml} says; so no other class may refer to it.
 *
 * <p>All are gauges there, because MicroProfile's counters cannot be read from elsewhere. A metric
 * that does not exist when the node starts is not added later.
 */
@Dependent
public class ServerMetrics {

  void register(
      @Observes NodeStarted started,
      Settings settings,
      NodeMetrics metrics,
      MetricRegistry registry) {
    if (settings.get(ServerSettings.METRICS_IN_SERVER)) {
      metrics.writeTo(new Registration(new MetricsSnapshot(metrics), registry));
    }
  }

  /** Registers a gauge for each metric. */
  private record Registration(MetricsSnapshot readings, MetricRegistry registry)
      implements Exposition {

    @Override
    public Family counter(String name, String help, String... labels) {
      return gauge(name, help, labels);
    }

    @Override
    public Family gauge(String name, String help, String... labels) {
      Metadata metadata = Metadata.builder().withName(name).withDescription(help).build();
      return new Family() {
        @Override
        public Family sample(double value, String... values) {
          Tag[] tags =
              IntStream.range(0, labels.length)
                  .mapToObj(i -> new Tag(labels[i], values[i]))
                  .toArray(Tag[]::new);
          registry.gauge(metadata, () -> readings.of(name, values), tags);
          return this;
        }
      };
    }
  }
}
