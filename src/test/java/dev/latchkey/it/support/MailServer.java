package dev.latchkey.it.support;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An SMTP server whose mails can be read, and which can be away for a while. */
public final class MailServer {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Logger GREENMAIL = Logger.getLogger("com.icegreen.greenmail");

  static {
    GREENMAIL.setLevel(Level.WARNING);
  }

  private final int port;
  private GreenMail server;

  /** Starts it. */
  public MailServer() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  /** What a server must be told to send its mails here. */
  public Map<String, String> settings() {
    return Map.of(
        "EMAIL_HOST", "127.0.0.1",
        "EMAIL_PORT", Integer.toString(port),
        "HEADLESS_FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL", "https://app.example.org/verify/{key}",
        "HEADLESS_FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY",
            "https://app.example.org/reset/{key}");
  }

  public void start() {
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  public void stop() {
    server.stop();
  }

  /** The text of the so manieth mail to an address, counted from one; waits for it. */
  public String mail(String to, int number) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      List<String> texts = mails(to);
      if (texts.size() >= number) {
        return texts.get(number - 1);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("There are only " + mails(to).size() + " mails to " + to + ".");
  }

  /** The code that stands alone on its line. */
  public String code(String to, int number) {
    return mail(to, number)
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("[A-Z0-9]{4}-[A-Z0-9]{4}"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no code to " + to));
  }

  /** The key in a link that begins like this. */
  public String key(String to, int number, String page) {
    String text = mail(to, number);
    int start = text.indexOf(page);
    if (start < 0) {
      throw new AssertionError("no link to " + page + " in: " + text);
    }
    return text.substring(start + page.length()).split("\\s", 2)[0];
  }

  /** How many mails to an address have arrived. */
  public int count(String to) {
    return mails(to).size();
  }

  private List<String> mails(String to) {
    return Arrays.stream(server.getReceivedMessagesForDomain(to))
        .filter(m -> isTo(m, to))
        .map(MailServer::text)
        .toList();
  }

  private static boolean isTo(MimeMessage message, String to) {
    try {
      return Arrays.stream(message.getAllRecipients()).anyMatch(r -> r.toString().equals(to));
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(MimeMessage message) {
    try {
      Object content = message.getContent();
      BodyPart first = ((Multipart) content).getBodyPart(0);
      return first.getContent().toString();
    } catch (MessagingException | IOException e) {
      throw new AssertionError(e);
    }
  }
}
