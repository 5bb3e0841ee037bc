package dev.latchkey.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.quicktheories.core.Gen;
import org.quicktheories.core.RandomnessSource;

/**
 * A request as it goes over the wire, but for what is named in double braces.
 *
 * @param path with the query
 * @param headers its lines
 * @param body or null
 */
public record OddRequest(String method, String path, List<String> headers, Body body) {

  /** More than this some servers reject by themselves. */
  private static final int LONGEST_HEAD = 7_500;

  private static final int SHOWN = 300;
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");
  private static final Pattern ODD_ESCAPE =
      Pattern.compile("%(?![0-9A-Fa-f]{2})|%00|%2[Ff]|%5[Cc]|%0[AaDd]|%[89A-Fa-f]|[;\\\\|^`<>\"]");

  private static final List<String> ODD_IDS =
      List.of(
          "0",
          "-1",
          "00050",
          "9223372036854775807",
          "9223372036854775808",
          "9".repeat(300),
          "a",
          "1e3",
          "%31",
          "50;a=b",
          "50%2F",
          "%00",
          "%zz",
          "%e2%98%83",
          ".",
          "..",
          "1.5",
          "+1",
          "50%20");

  /** Requests for an operation by the caller that these headers name. */
  public static Gen<OddRequest> to(Operation operation, List<String> sender) {
    return in -> {
      List<String> headers = new ArrayList<>(sender);
      headers.addAll(OddHeaders.ANY.generate(in));
      Body body = body(in, operation);
      if (body != null) {
        boolean isForm = operation.input() == Operation.Input.FORM;
        String right = isForm ? "application/x-www-form-urlencoded" : "application/json";
        headers.addAll(OddHeaders.contentType(in, right));
      }
      return new OddRequest(operation.method(), path(in, operation), List.copyOf(headers), body);
    };
  }

  private static Body body(RandomnessSource in, Operation operation) {
    boolean has =
        operation.input() == Operation.Input.QUERY ? Choice.oneIn(in, 15) : !Choice.oneIn(in, 12);
    return has ? OddBody.of(operation).generate(in) : null;
  }

  private static String path(RandomnessSource in, Operation operation) {
    String path = operation.path();
    if (path.contains("{id}")) {
      path = path.replace("{id}", Choice.oneIn(in, 4) ? Choice.of(in, ODD_IDS) : "{{id}}");
    }
    return path + OddBody.query(in, operation);
  }

  /**
   * The request in bytes.
   *
   * @param named puts the values of names into a text
   */
  public byte[] bytes(UnaryOperator<String> named) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StringBuilder head = new StringBuilder(method + " " + named.apply(path) + " HTTP/1.1\r\n");
    head.append("Host: localhost\r\nConnection: close\r\n");
    headers.forEach(header -> head.append(named.apply(header)).append("\r\n"));
    byte[] content = body == null ? new byte[0] : body.bytes(named);
    if (body != null) {
      head.append(body.header(content.length)).append("\r\n");
    }
    bytes.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
    bytes.writeBytes(body == null ? content : body.framed(content));
    return bytes.toByteArray();
  }

  /** Whether no server has a reason to reject it before an application sees it. */
  public boolean isPlain() {
    int length = path.length() + headers.stream().mapToInt(String::length).sum();
    return length < LONGEST_HEAD
        && !ODD_ESCAPE.matcher(path).find()
        && !path.contains("/.")
        && PRINTABLE.matcher(path).matches()
        && headers.stream().allMatch(header -> PRINTABLE.matcher(header).matches());
  }

  @Override
  public String toString() {
    return method
        + " "
        + shown(path)
        + " "
        + headers.stream().map(OddRequest::shown).toList()
        + (body == null
            ? ""
            : " " + body.charset() + (body.chunked() ? " in chunks " : " ") + shown(body.text()));
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars()
        .limit(SHOWN)
        .forEach(
            c ->
                shown.append(
                    c >= ' ' && c <= '~' ? String.valueOf((char) c) : String.format("\\u%04x", c)));
    return text.length() > SHOWN
        ? shown + "... (" + text.length() + " characters)"
        : shown.toString();
  }
}
