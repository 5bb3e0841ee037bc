package dev.latchkey.api.admin;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The formats of exported audit events. */
enum AuditFile {
  /** RFC 4180, with a line of names. */
  CSV("text/csv; charset=utf-8; header=present") {
    @Override
    void begin(Writer out) throws IOException {
      out.write("id,at,type,outcome,account,session,address,user_agent,detail\r\n");
    }

    @Override
    void write(Writer out, AuditEvent event) throws IOException {
      out.write(
          Stream.of(
                  event.id(),
                  event.at(),
                  event.type(),
                  AuditTexts.outcome(AuditType.isFailure(event.type())),
                  Optional.ofNullable(event.accountId()).map(String::valueOf).orElse(""),
                  Optional.ofNullable(event.sessionId()).map(String::valueOf).orElse(""),
                  cell(event.address()),
                  cell(event.userAgent()),
                  cell(event.detail()))
              .map(String::valueOf)
              .collect(Collectors.joining(",", "", "\r\n")));
    }
  },
  /** A JSON object on each line. */
  NDJSON("application/x-ndjson") {
    @Override
    void begin(Writer out) {}

    @Override
    void write(Writer out, AuditEvent event) throws IOException {
      out.write(AuditTexts.of(event).json());
      out.write('\n');
    }
  };

  static final List<String> NAMES = Stream.of(values()).map(AuditFile::text).toList();

  /** What makes a spreadsheet take a text for a formula, as its first character. */
  private static final String FORMULA = "=+-@\t\r\n|%\uFF1D\uFF0B\uFF0D\uFF20";

  /** The same behind what separates cells in other countries, where quotes may not count. */
  private static final Pattern INNER_FORMULA = Pattern.compile("([;\t]\\s*)([=+@-])");

  private final String mediaType;

  AuditFile(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The format of this name; CSV if there is none. */
  static AuditFile named(Optional<String> name) {
    return name.map(text -> valueOf(text.toUpperCase(Locale.ROOT))).orElse(CSV);
  }

  /** Its name, and the extension of its files. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  String mediaType() {
    return mediaType;
  }

  abstract void begin(Writer out) throws IOException;

  abstract void write(Writer out, AuditEvent event) throws IOException;

  /** What writes the events of a file. */
  interface Events {

    void to(Lines lines) throws IOException;
  }

  /** The lines of a file. */
  interface Lines {

    void read(AuditEvent event) throws IOException;
  }

  /** Writes a file, and leaves the stream open. */
  void write(OutputStream stream, Events events) throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    begin(out);
    events.to(event -> write(out, event));
    out.flush();
  }

  /**
   * A cell with text from users: quoted, and with an apostrophe in front of what spreadsheets would
   * take for a formula (OWASP, CSV injection).
   */
  static String cell(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    String first = FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    String harmless = INNER_FORMULA.matcher(first).replaceAll("$1'$2");
    return '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
