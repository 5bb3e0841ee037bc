package dev.latchkey.fuzz;

import java.util.List;
import org.quicktheories.core.Gen;
import org.quicktheories.core.RandomnessSource;

/** Unusual texts. */
final class OddText {

  private record Range(int first, int last) {}

  private static final List<String> SAMPLES =
      List.of(
          "",
          " ",
          "a",
          "\t\n",
          "0",
          "-1",
          "null",
          "true",
          "NaN",
          "1e400",
          "9223372036854775808",
          "AAAA-AAAA",
          "{{email}}",
          " {{email}} ",
          "{{email}},{{email}}",
          "{{password}}",
          "{{session}}",
          "{{access}}",
          "{{refresh}}",
          "%s%n%x%d",
          "{0}",
          "{key}",
          "${jndi:ldap://127.0.0.1:1/a}",
          "#{1+1}",
          "'; DROP TABLE account; --",
          "' OR ''='",
          "%' ESCAPE '!",
          "\\",
          "\"",
          "<script>alert(1)</script>",
          "../../etc/passwd",
          "a\r\nBcc: b@example.org",
          "\u0001",
          "\u007f",
          "\u0085",
          "\u00e9",
          "e\u0301",
          "\u00df\u0130\u0131\u017f",
          "\u200b\u200d",
          "\u202etxt.exe",
          "\u2028",
          "\ufeff",
          "\uff20",
          "\ufffd\uffff",
          "\u05e9\u05dc\u05d5\u05dd",
          "\u0645\u0631\u062d\u0628\u0627",
          "\u65e5\u672c\u8a9e",
          "\ud83d\ude00",
          "\ud83d",
          "\ude00\ud83d",
          "\0",
          "a\0b");

  private static final List<String> ADDRESSES =
      List.of(
          "a@b",
          "@",
          "a@",
          "@example.org",
          "a@@example.org",
          "a@example.org.",
          "a@.example.org",
          "a@example..org",
          "a@[127.0.0.1]",
          "a@127.0.0.1",
          "\"a b\"@example.org",
          "a@b@example.org",
          "a@xn--.org",
          "a@xn--a-ecp.example",
          "a@b\u00fccher.example",
          "a@\u05e9.example",
          "\u00e4@example.org",
          "A+B@EXAMPLE.ORG",
          "a@example.org\0",
          "a@ex\u0430mple.org",
          "a@\u2488.com",
          "a@\ud83d\ude00.org",
          "\u017f@example.org",
          "a\u0300@example.org",
          "a@example.org\r\nSubject: b");

  /** Limits, and the values next to them. */
  private static final List<Integer> LENGTHS =
      List.of(
          2, 45, 46, 63, 64, 65, 100, 101, 128, 129, 150, 151, 254, 255, 320, 321, 512, 513, 2000,
          2001, 4096, 4097, 8001, 16_385, 32_001, 60_000);

  private static final List<String> REPEATED =
      List.of(
          "a", "9", " ", "a.", "a@", "\u00e9", "\u0301", "\ud83d\ude00", "\u202e", "\"", "%", "-");

  private static final List<Range> RANGES =
      List.of(
          new Range(0x20, 0x7e),
          new Range(0, 0x1f),
          new Range(0x7f, 0xff),
          new Range(0x300, 0x36f),
          new Range(0x590, 0x6ff),
          new Range(0x2000, 0x206f),
          new Range(0xd800, 0xdfff),
          new Range(0xe000, 0xe0ff),
          new Range(0xff00, 0xffff),
          new Range(0x1f300, 0x1faff),
          new Range(0x10ff00, 0x10ffff));

  static final Gen<String> ANY = OddText::any;

  private OddText() {}

  private static String any(RandomnessSource in) {
    return switch (Choice.upTo(in, 6)) {
      case 0, 1, 2 -> Choice.of(in, SAMPLES);
      case 3 -> Choice.of(in, ADDRESSES);
      case 4 -> Choice.of(in, REPEATED).repeat(Choice.of(in, LENGTHS));
      case 5 ->
          "a".repeat(Choice.of(in, LENGTHS)) + "@" + "b.".repeat(Choice.upTo(in, 130)) + "org";
      default -> characters(in);
    };
  }

  private static String characters(RandomnessSource in) {
    StringBuilder text = new StringBuilder();
    int length = Choice.upTo(in, 40);
    for (int i = 0; i < length; i++) {
      Range range = Choice.of(in, RANGES);
      text.appendCodePoint(range.first() + Choice.upTo(in, range.last() - range.first()));
    }
    return text.toString();
  }
}
