package dev.latchkey.mail;

import dev.latchkey.Shared;
import dev.latchkey.metrics.Counter;
import dev.latchkey.metrics.Counters;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How this node's deliveries have gone. Safe for use by many threads. */
@Shared
public class DeliveryState {

  private final Counter failures;
  private final Set<Channel> rejected = ConcurrentHashMap.newKeySet();

  @Inject
  public DeliveryState(Counters counters) {
    this.failures = counters.undelivered();
  }

  /** Whether the latest message of a channel was rejected because of its sender. */
  public boolean isSenderRejected() {
    return !rejected.isEmpty();
  }

  void delivered(Channel channel) {
    rejected.remove(channel);
  }

  void failed(Channel channel, MailNotSent failure) {
    if (failure.isOfSender()) {
      rejected.add(channel);
    }
    failures.increment(channel.text(), failure.reason());
  }
}
