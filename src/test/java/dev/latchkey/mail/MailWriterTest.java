package dev.latchkey.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MailWriterTest {

  private static final Pattern PLACE = Pattern.compile("\\{[^}]*}");
  private static final Pattern CODE_LINE = Pattern.compile("[A-Z0-9]{3,8}(-[A-Z0-9]{3,8})*");
  private static final String LINK = "https://app.example.org/reset/a1-b2?x=1&y=2";
  private static final Instant AT = Instant.parse("2026-03-04T05:06:07Z");
  private static final Map<String, String> VALUES =
      Map.of("link", LINK, "code", "A1B2-C3D4", "email", "new@example.org", "username", "ada");
  private static final Map<String, String> PAGES =
      Map.of(
          "HEADLESS_FRONTEND_URLS_ACCOUNT_SIGNUP", "https://app.example.org/signup",
          "HEADLESS_FRONTEND_URLS_ACCOUNT_RESET_PASSWORD", "https://app.example.org/reset");

  static Stream<Arguments> kindsAndLanguages() {
    return Arrays.stream(MessageKind.values())
        .flatMap(
            kind -> Arrays.stream(Language.values()).map(language -> Arguments.of(kind, language)));
  }

  @ParameterizedTest
  @MethodSource("kindsAndLanguages")
  void mail_ofEveryKindAndLanguage_hasAllPlaceholdersReplaced(MessageKind kind, Language language) {
    Mail mail =
        writer(PAGES)
            .write(kind, Destination.email("ada@example.org"), VALUES, client(language), AT);
    for (String part : List.of(mail.subject(), mail.text(), mail.html())) {
      assertFalse(part.isBlank());
      assertFalse(part.contains("{") || part.contains("}"), part);
      assertFalse(part.contains("\uFFFD") || part.contains("Ã") || part.contains("null"), part);
    }
    kind.needed()
        .ifPresent(name -> assertTrue(mail.text().contains(VALUES.get(name)), mail.text()));
    assertTrue(mail.html().contains("<html lang=\"" + language.tag() + "\">"));
    assertTrue(mail.text().lines().allMatch(line -> line.equals(line.strip())), mail.text());
  }

  @ParameterizedTest
  @MethodSource("kindsAndLanguages")
  void linksAndCodes_haveLinesOfTheirOwn(MessageKind kind, Language language) {
    String text =
        writer(PAGES)
            .write(kind, Destination.email("ada@example.org"), VALUES, client(language), AT)
            .text();
    long codes = text.lines().filter(line -> CODE_LINE.matcher(line.strip()).matches()).count();
    assertEquals(kind.needed().filter("code"::equals).isPresent() ? 1 : 0, codes, text);
    text.lines()
        .filter(line -> line.contains("http"))
        .forEach(line -> assertTrue(line.startsWith("https://"), text));
    assertEquals(
        kind.needed().filter("link"::equals).isPresent()
            || kind.page(Settings.of(PAGES)).isPresent(),
        text.contains("https://app.example.org/"),
        text);
  }

  @ParameterizedTest
  @EnumSource
  void texts_inEveryLanguage_haveTheSameKeysAndPlaceholders(Language language) {
    Map<String, String> english = MailWriter.texts(Language.ENGLISH);
    Map<String, String> texts = MailWriter.texts(language);
    assertEquals(new TreeSet<>(english.keySet()), new TreeSet<>(texts.keySet()));
    english.forEach((key, text) -> assertEquals(places(text), places(texts.get(key)), key));
    if (language != Language.ENGLISH) {
      english.forEach(
          (key, text) -> {
            if (!key.startsWith("expiry.")) { // minutes are minutes in French, too
              assertNotEquals(text, texts.get(key), key);
            }
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void texts_withoutUse_doNotExist(Language language) {
    TreeSet<String> expected =
        new TreeSet<>(
            List.of(
                "greeting",
                "unknown",
                "app",
                "circumstances",
                "expiry.minute",
                "expiry.minutes",
                "expiry.hours",
                "expiry.days"));
    for (MessageKind kind : MessageKind.values()) {
      expected.addAll(List.of(kind.key() + ".subject", kind.key() + ".body"));
      kind.shortKey().ifPresent(expected::add);
      if (kind.isNotification()) {
        expected.add(kind.adviceKey());
      }
    }
    assertEquals(expected, new TreeSet<>(MailWriter.texts(language).keySet()));
  }

  @ParameterizedTest
  @CsvSource({
    "1, one minute",
    "59, one minute",
    "61, 2 minutes",
    "900, 15 minutes",
    "3600, 60 minutes",
    "7200, 2 hours",
    "5400, 90 minutes",
    "86400, 24 hours",
    "259200, 3 days"
  })
  void expiry_inSeconds_isWrittenInTheLargestWholeUnit(long seconds, String words) {
    assertEquals(words, Expiry.in(Duration.ofSeconds(seconds), MailWriter.texts(Language.ENGLISH)));
  }

  @ParameterizedTest
  @EnumSource
  void values_areEscapedInHtml_andStayOnOneLine(MessageKind kind) {
    String evil = "<script>alert('1')</script>\r\n\r\n\"{code}\" &amp; x";
    Map<String, String> values =
        Map.of("link", "https://x/?a=\"><b>&c='", "code", evil, "email", evil);
    RequestContext client = new RequestContext("::1", evil, null, Language.ENGLISH);
    Mail mail =
        writer(PAGES).write(kind, Destination.email("o'\"<b>@example.org"), values, client, AT);
    assertFalse(mail.html().contains("<script"), mail.html());
    assertFalse(mail.html().contains("<b>"), mail.html());
    assertFalse(mail.text().contains("\r"));
    assertFalse(mail.text().lines().anyMatch(line -> line.startsWith("\"{code}\"")), mail.text());
    assertFalse(mail.subject().contains("script"));
  }

  @Test
  void html_hasTheLinkAndLoadsNothing() {
    RequestContext client = client(Language.ENGLISH);
    Mail mail =
        writer(PAGES)
            .write(
                MessageKind.PASSWORD_RESET_LINK,
                Destination.email("ada@example.org"),
                VALUES,
                client,
                AT);
    String escaped = "https://app.example.org/reset/a1-b2?x=1&amp;y=2";
    assertTrue(
        mail.html().contains("<a href=\"" + escaped + "\">" + escaped + "</a>"), mail.html());
    assertFalse(
        mail.html().contains("<img")
            || mail.html().contains("src=")
            || mail.html().contains("url("));
  }

  @Test
  void paragraph_withoutItsValue_isLeftOut() {
    Map<String, String> values = Map.of("link", LINK);
    Mail mail =
        writer(Map.of())
            .write(
                MessageKind.PASSWORD_RESET_LINK,
                Destination.email("ada@example.org"),
                values,
                RequestContext.NONE,
                AT);
    assertFalse(mail.text().contains("user name"));
    Mail unknown =
        writer(Map.of())
            .write(
                MessageKind.PASSWORD_RESET_UNKNOWN_ACCOUNT,
                Destination.email("ada@example.org"),
                Map.of(),
                RequestContext.NONE,
                AT);
    assertFalse(unknown.text().contains("create an account"), unknown.text());
    assertTrue(unknown.text().contains("ada@example.org"));
  }

  @Test
  void notification_namesAddressBrowserAndTime() {
    RequestContext client =
        new RequestContext("203.0.113.7", "Firefox/140.0 (Android)", "r1", Language.GERMAN);
    String text =
        writer(Map.of())
            .write(
                MessageKind.PASSWORD_CHANGED,
                Destination.email("ada@example.org"),
                Map.of(),
                client,
                AT)
            .text();
    assertTrue(
        text.contains(
            "Zeit: 2026-03-04 05:06 UTC\nIP-Adresse: 203.0.113.7\nBrowser: Firefox (Android)\n"),
        text);
    String unknownClient =
        writer(Map.of())
            .write(
                MessageKind.PASSWORD_SET,
                Destination.email("ada@example.org"),
                Map.of(),
                RequestContext.NONE,
                AT)
            .text();
    assertTrue(unknownClient.contains("IP address: unknown\nBrowser: unknown\n"), unknownClient);
  }

  @ParameterizedTest
  @MethodSource("kindsAndLanguages")
  void senderText_inAnyHeader_isShownInNoMail(MessageKind kind, Language language) {
    for (String text :
        List.of("see https://evil.example", "Firefox/1 evil (Windows)", "okhttp/1 call evil")) {
      RequestContext client = new RequestContext(text, text, "r1", language);
      Mail mail =
          writer(PAGES).write(kind, Destination.email("ada@example.org"), VALUES, client, AT);
      assertFalse(mail.text().contains("evil") || mail.html().contains("evil"), kind.name());
    }
  }

  @ParameterizedTest
  @EnumSource
  void app_inEveryLanguage_isNamedInItsWords(Language language) {
    RequestContext client = new RequestContext("2001:db8::1", "okhttp/4.12.0", "r1", language);
    String text =
        writer(Map.of())
            .write(
                MessageKind.PASSWORD_CHANGED,
                Destination.email("ada@example.org"),
                Map.of(),
                client,
                AT)
            .text();
    assertTrue(text.contains(MailWriter.texts(language).get("app")), text);
    assertTrue(text.contains("2001:db8::1"), text);
  }

  @Test
  void subject_hasTheConfiguredPrefix() {
    Map<String, String> settings = Map.of("ACCOUNT_EMAIL_SUBJECT_PREFIX", "[Ünïcode]");
    Mail mail =
        writer(settings)
            .write(
                MessageKind.LOGIN_CODE,
                Destination.email("ada@example.org"),
                VALUES,
                client(Language.DUTCH),
                AT);
    assertEquals("[Ünïcode] Je inlogcode", mail.subject());
  }

  @Test
  void values_thatMakeNoMail_areRejectedImmediately() {
    MailWriter writer = writer(Map.of());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            writer.write(
                MessageKind.LOGIN_CODE,
                Destination.email("ada@example.org"),
                Map.of(),
                RequestContext.NONE,
                AT));
    Map<String, String> broken = Map.of("link", "https://x/\ny");
    assertThrows(
        IllegalArgumentException.class,
        () ->
            writer.write(
                MessageKind.VERIFY_EMAIL_LINK,
                Destination.email("ada@example.org"),
                broken,
                RequestContext.NONE,
                AT));
  }

  @Test
  void mail_storedAndRead_isUnchangedAndShowsNoContent() {
    Mail mail =
        writer(PAGES)
            .write(
                MessageKind.LOGIN_CODE,
                Destination.email("ada@example.org"),
                VALUES,
                client(Language.FRENCH),
                AT);
    assertEquals(mail, Mail.fromJson(mail.toJson()));
    assertFalse(mail.toString().contains("A1B2"));
  }

  private static MailWriter writer(Map<String, String> settings) {
    return new MailWriter(Settings.of(settings));
  }

  private static RequestContext client(Language language) {
    return new RequestContext("203.0.113.7", "Browser/1.0", "r1", language);
  }

  private static List<String> places(String text) {
    return PLACE.matcher(text).results().map(MatchResult::group).sorted().toList();
  }
}
