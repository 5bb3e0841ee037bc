package dev.latchkey.mail;

import dev.latchkey.request.Browser;
import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.Bundle;
import dev.latchkey.texts.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/** Writes messages in the client's language. */
final class MailWriter {

  private static final Bundle TEXTS = Bundle.read(MailWriter.class, "mails");
  private static final String FRAME = readFrame();
  // Without names of months: the same in every language, and on every Java runtime.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** An IPv4 or IPv6 address, and no other text of a header. */
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|(?=.*:)[0-9a-fA-F:.]{2,45}");

  private final Settings settings;

  MailWriter(Settings settings) {
    this.settings = settings;
  }

  /**
   * Writes a message for its channel.
   *
   * @param given the values that the kind requires
   * @throws IllegalArgumentException if one of them is missing, a link is invalid, or the kind does
   *     not go by this channel
   */
  Mail write(
      MessageKind kind,
      Destination to,
      Map<String, String> given,
      RequestContext client,
      Instant at) {
    return switch (to.channel()) {
      case MAIL -> writeMail(kind, to.text(), given, client, at);
      case SMS -> writeShort(kind, to.text(), given, client, at);
    };
  }

  private Mail writeMail(
      MessageKind kind, String to, Map<String, String> given, RequestContext client, Instant at) {
    kind.needed().ifPresent(name -> require(given.containsKey(name), kind + " without " + name));
    Map<String, String> texts = TEXTS.in(client.language());
    Map<String, String> values = values(kind, to, given, client, at, texts);
    require(
        !values.getOrDefault("link", "").matches("(?s).*[\\s\\p{Cntrl}].*"),
        kind + " with a broken link");
    Template template = template(kind, client.language());
    String subject = prefixed(text(texts, kind.key() + ".subject"));
    String html =
        FRAME
            .replace("{language}", client.language().tag())
            .replace("{subject}", Template.escaped(subject))
            .replace("{paragraphs}", template.html(values));
    String id = UUID.randomUUID().toString();
    return new Mail(id, to, client.language().tag(), at, subject, template.text(values), html);
  }

  /**
   * Writes a short message: of a notification only the subject of the mail, so that it is short.
   *
   * @throws IllegalArgumentException if a value is missing, or the kind has no short text
   */
  private Mail writeShort(
      MessageKind kind, String to, Map<String, String> given, RequestContext client, Instant at) {
    require(kind.isNotification() || given.containsKey("code"), kind + " without code");
    Map<String, String> texts = TEXTS.in(client.language());
    String key = kind.shortKey().orElse("");
    require(texts.containsKey(key), kind + " as a short message");
    Map<String, String> values = values(kind, to, given, client, at, texts);
    String text = prefixed(new Template(text(texts, key)).text(values).strip());
    return new Mail(UUID.randomUUID().toString(), to, client.language().tag(), at, "", text, "");
  }

  /** The texts of all kinds, and common ones. */
  static Template template(MessageKind kind, Language language) {
    Map<String, String> texts = TEXTS.in(language);
    String body = texts.get("greeting") + "\n\n" + texts.get(kind.key() + ".body");
    return new Template(
        kind.isNotification()
            ? String.join("\n\n", body, text(texts, "circumstances"), text(texts, kind.adviceKey()))
            : body);
  }

  /** All texts there are in a language. */
  static Map<String, String> texts(Language language) {
    return TEXTS.in(language);
  }

  private Map<String, String> values(
      MessageKind kind,
      String to,
      Map<String, String> given,
      RequestContext client,
      Instant at,
      Map<String, String> texts) {
    Map<String, String> values = new HashMap<>(given);
    values.put("to", to);
    kind.validity(settings).ifPresent(valid -> values.put("expiry", Expiry.in(valid, texts)));
    kind.page(settings).ifPresent(page -> values.put("link", page));
    if (kind.isNotification()) {
      values.put("time", TIME.format(at));
      String unknown = texts.get("unknown");
      String address = String.valueOf(client.address());
      values.put("address", ADDRESS.matcher(address).matches() ? address : unknown);
      values.put("browser", Browser.name(client.userAgent(), text(texts, "app")).orElse(unknown));
    }
    return values;
  }

  static String text(Map<String, String> texts, String key) {
    return Objects.requireNonNull(texts.get(key));
  }

  private String prefixed(String subject) {
    return settings
        .get(AccountSettings.EMAIL_SUBJECT_PREFIX)
        .map(prefix -> prefix.strip() + " " + subject)
        .orElse(subject);
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException(problem);
    }
  }

  private static String readFrame() {
    try (InputStream in = MailWriter.class.getResourceAsStream("frame.html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
