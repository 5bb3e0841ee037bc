package dev.latchkey.mail;

import dev.latchkey.mail.MailNotSent.Extent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A mail server that does what a test wants. */
final class FakeTransport implements MailTransport {

  final List<String> sent = new CopyOnWriteArrayList<>();
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  volatile boolean down;

  /** What keeps a mail to an address from being sent, or null. */
  volatile Function<String, MailNotSent> failure = to -> null;

  @Override
  public Connection open() throws MailNotSent {
    if (down) {
      throw new MailNotSent(Extent.ALL_FOR_NOW, "The mail server is down.", null);
    }
    opened.incrementAndGet();
    return new Connection() {
      @Override
      public void send(Mail mail) throws MailNotSent {
        MailNotSent failed = failure.apply(mail.to());
        if (failed != null) {
          throw failed;
        }
        sent.add(mail.to());
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }

  @Override
  public boolean reachesPeople() {
    return true;
  }

  @Override
  public String description() {
    return "mails go to a test";
  }
}
