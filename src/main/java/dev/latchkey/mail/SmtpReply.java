package dev.latchkey.mail;

import jakarta.mail.MessagingException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server replied to a command (RFC 5321 §4.2), with its enhanced status code (RFC 3463)
 * if there is one. Jakarta Mail's API has it only in messages of exceptions.
 *
 * @param code the reply code, such as 550
 * @param status the enhanced status code, such as {@code 5.7.1}
 */
record SmtpReply(int code, Optional<String> status) {

  private static final Pattern FORM =
      Pattern.compile("(?m)^\\s*([245]\\d\\d)(?:[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b)?(?=[ -]|$)");

  /** Permanent replies to a recipient; without an enhanced status they mean the mailbox. */
  private static final Set<Integer> MAILBOX = Set.of(550, 551, 553);

  private static final int DEEPEST = 30;

  /** The last reply that an exception and those chained to it tell of. */
  static Optional<SmtpReply> in(MessagingException failure) {
    return Stream.<@Nullable Exception>iterate(
            failure, e -> e != null, e -> ((MessagingException) e).getNextException())
        .limit(DEEPEST)
        .takeWhile(MessagingException.class::isInstance)
        .map(e -> parse(String.valueOf(e.getMessage())))
        .flatMap(Optional::stream)
        .reduce((earlier, later) -> later);
  }

  static Optional<SmtpReply> parse(String message) {
    Matcher found = FORM.matcher(message);
    return found.find()
        ? Optional.of(
            new SmtpReply(Integer.parseInt(found.group(1)), Optional.ofNullable(found.group(2))))
        : Optional.empty();
  }

  /**
   * Whether it rejects the recipient, and would do so every time: an address (X.1) or mailbox (X.2)
   * status, or a permanent code for mailboxes without a status.
   */
  boolean isOfRecipient() {
    return code >= 500
        && status
            .map(text -> text.startsWith("5.1.") || text.startsWith("5.2."))
            .orElseGet(() -> MAILBOX.contains(code));
  }

  /**
   * Whether it takes no mail from this client for now, to any recipient: it closes the connection
   * (421) or rejects the login (454), its system is overloaded (X.3), or its policy limits this
   * client (X.7, but not X.7.1, by which recipients are greylisted).
   */
  boolean isOfAllMail() {
    return code == 421
        || code == 454
        || code < 500
            && status
                .filter(text -> text.startsWith("4.3.") || text.startsWith("4.7."))
                .filter(text -> !text.equals("4.7.1"))
                .isPresent();
  }

  /**
   * Whether it permanently rejects the sender, its authentication or what it may send: a matter of
   * the configuration, which its administrator can mend.
   */
  boolean isOfSender() {
    return code >= 500 && !isOfRecipient();
  }
}
