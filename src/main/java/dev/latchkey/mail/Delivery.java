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
 * Sends stored mails and short messages in the background, each kind separately: a code by mail
 * does not wait for a gateway of short messages.
 */
@Shared
public class Delivery {

  private final List<DeliveryWorker> lanes;
  private final boolean reachesPhones;

  @Inject
  public Delivery(
      Database database,
      ServerSecrets secrets,
      Settings settings,
      ShortMessages shortMessages,
      DeliveryState state) {
    RetryDelays delays = new RetryDelays(() -> ThreadLocalRandom.current().nextDouble());
    DeliveryWorker mails =
        new DeliveryWorker(
            new OutboundMails(database, secrets, Channel.MAIL),
            MailTransports.of(settings),
            delays,
            state);
    Optional<DeliveryWorker> others =
        shortMessages
            .transport()
            .map(
                transport ->
                    new DeliveryWorker(
                        new OutboundMails(database, secrets, Channel.SMS),
                        transport,
                        delays,
                        state));
    this.lanes = Stream.concat(Stream.of(mails), others.stream()).toList();
    this.reachesPhones = others.isPresent();
  }

  /** How mails are sent, in words. */
  String description() {
    return lanes.get(0).description();
  }

  /** Whether mails are sent to their recipients, and not only written to the log. */
  boolean reachesPeople() {
    return lanes.get(0).reachesPeople();
  }

  /** Whether short messages can be sent. */
  boolean reachesPhones() {
    return reachesPhones;
  }

  /** Starts delivery on threads of this executor, and logs how messages are sent. */
  public void start(ScheduledExecutorService threads) {
    lanes.forEach(lane -> lane.start(threads));
  }

  /** Stops delivery, and waits a while for messages that are being sent. */
  public void stop() {
    lanes.forEach(DeliveryWorker::stop);
    lanes.forEach(DeliveryWorker::awaitEnd);
  }

  /**
   * Triggers the delivery of due messages. Returns immediately and never throws; does nothing while
   * stopped.
   */
  public void wake() {
    lanes.forEach(DeliveryWorker::wake);
  }
}
