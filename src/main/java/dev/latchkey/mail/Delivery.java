package dev.latchkey.mail;

import dev.latchkey.Shared;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Sends stored mails and short messages in the background, each kind in a lane of its own: a code
 * by mail does not wait until a gateway for short messages has answered.
 */
@Shared
public class Delivery {

  private final List<Lane> lanes;
  private final boolean reachesPhones;

  @Inject
  public Delivery(
      Database database, ServerSecrets secrets, Settings settings, ShortMessages shortMessages) {
    RetryDelays delays = new RetryDelays(() -> ThreadLocalRandom.current().nextDouble());
    Lane mails =
        new Lane(
            new OutboundMails(database, secrets, Channel.MAIL),
            MailTransports.of(settings),
            delays);
    Optional<Lane> others =
        shortMessages
            .transport()
            .map(
                transport ->
                    new Lane(new OutboundMails(database, secrets, Channel.SMS), transport, delays));
    this.lanes = Stream.concat(Stream.of(mails), others.stream()).toList();
    this.reachesPhones = others.isPresent();
  }

  /** Whether there is a way to send short messages. */
  boolean reachesPhones() {
    return reachesPhones;
  }

  /** Begins to send, on threads of this executor, and says in the log where messages go. */
  public void start(ScheduledExecutorService threads) {
    lanes.forEach(lane -> lane.start(threads));
  }

  /** Stops sending, and waits a while for what is on its way just now. */
  public void stop() {
    lanes.forEach(Lane::stop);
    lanes.forEach(Lane::awaitEnd);
  }

  /** Has due messages sent soon. Returns at once and never throws; does nothing while stopped. */
  public void wake() {
    lanes.forEach(Lane::wake);
  }
}
