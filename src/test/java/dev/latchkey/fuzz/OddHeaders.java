package dev.latchkey.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.quicktheories.core.Gen;
import org.quicktheories.core.RandomnessSource;

/** Lines of a request's head, one character for each byte. */
final class OddHeaders {

  private static final List<String> NAMES =
      List.of(
          "Accept",
          "Accept-Language",
          "Accept-Charset",
          "Accept-Encoding",
          "Origin",
          "Referer",
          "User-Agent",
          "X-Request-ID",
          "X-Forwarded-For",
          "X-Forwarded-Proto",
          "X-Forwarded-Host",
          "Forwarded",
          "X-Session-Token",
          "Authorization",
          "X-Email-Verification-Key",
          "X-Password-Reset-Key",
          "X-Requested-With",
          "X-HTTP-Method-Override",
          "Cookie",
          "Cookie",
          "Cookie",
          "X-CSRFToken",
          "Content-Language",
          "Content-Encoding",
          "If-None-Match",
          "If-Match",
          "If-Modified-Since",
          "Range",
          "traceparent",
          "tracestate",
          "baggage",
          "Access-Control-Request-Method",
          "Access-Control-Request-Headers",
          "Sec-Fetch-Site",
          "DNT",
          "X");

  private static final List<String> VALUES =
      List.of(
          "",
          "*",
          "*/*",
          "text/html",
          "text/html;q=0.9, */*;q=0",
          "application/json;q=x",
          "a/b/c",
          "de",
          "de-CH;q=0.5, fr",
          "de;q=x,,;",
          "*;q=0",
          "en, ".repeat(200),
          "xx-".repeat(90),
          "null",
          "https://app.example.org",
          "https://example.org",
          "http://[::1",
          "https://\u00e9",
          "1.2.3.4",
          "1.2.3.4, 5.6.7.8",
          "::1",
          "[::1]:80",
          "2001:db8:0:0:0:0:0:1%eth0",
          "unknown",
          "_hidden, ,",
          "999.1.1.1",
          "1,".repeat(500),
          "for=\"_x\";by=,",
          "http",
          "localhost:99999",
          "Bearer",
          "Bearer ",
          "bearer {{access}}",
          "Bearer {{access}}",
          "Bearer {{session}}",
          "Bearer {{refresh}}",
          "Bearer a.b.c",
          "Bearer eyJhbGciOiJub25lIn0.e30.",
          "Bearer {{access}}x",
          "Bearer a, Bearer b",
          "Basic",
          "Basic YTpi",
          "Basic {{basic}}",
          "Basic !!!!",
          "Basic Og==",
          "Digest a=b",
          "{{session}}",
          "{{session}} ",
          "{{access}}",
          "AAAA-AAAA",
          "DELETE",
          "$Version=x; JSESSIONID=1",
          "sessionid={{cookie}}",
          "sessionid={{cookie}}; csrftoken={{csrf}}",
          "sessionid=\"{{cookie}}\"; csrftoken=\"{{csrf}}",
          "sessionid={{cookie}}; sessionid=x; csrftoken={{csrf}}; csrftoken=",
          "sessionid={{cookie}},csrftoken={{csrf}}",
          "$Version=1; sessionid={{cookie}}; $Path=/; $Domain=x",
          "sessionid = {{cookie}} ;; =; = ; csrftoken",
          "sessionid={{session}}; csrftoken={{access}}",
          "sessionid={{cookie}}%00; csrftoken=%zz",
          "sessionid=" + "a".repeat(5_000),
          "csrftoken=" + "a".repeat(65),
          "sessionid={{cookie}}\u00ff; csrftoken=\u00e9",
          "sessionid={{cookie}}\t; csrftoken={{csrf}}\u0001",
          "a=b; ".repeat(300),
          "Sessionid={{cookie}}; CSRFTOKEN={{csrf}}",
          "{{csrf}}",
          "{{csrf}}x",
          "gzip",
          "identity",
          "bytes=-1",
          "\"a\", W/\"b\"",
          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          "00-00000000000000000000000000000000-0000000000000000-00",
          "ff-x",
          "a=1,b=2",
          "Thu, 99 Foo 1970",
          "a\tb",
          "\u00ff\u00fe",
          "%0d%0aSet-Cookie: a=b",
          "\u0001",
          "\u007f");

  private static final List<String> TYPES =
      List.of(
          "application/json; charset=utf-8",
          "APPLICATION/JSON;charset=\"UTF-8\"",
          "application/json; charset=utf-16",
          "application/json; charset=nonsense",
          "application/json;a=b;a=c",
          "application/problem+json",
          "application/*",
          "*/*",
          "text/plain",
          "text/json",
          "application/xml",
          "application/x-www-form-urlencoded",
          "application/x-www-form-urlencoded; charset=x",
          "multipart/form-data; boundary=x",
          "application/octet-stream",
          "nonsense",
          "/",
          "",
          ";",
          "application/json; charset",
          "application/json, text/plain",
          "a/".repeat(100));

  /** None, or one to three. */
  static final Gen<List<String>> ANY = OddHeaders::any;

  private OddHeaders() {}

  private static List<String> any(RandomnessSource in) {
    List<String> headers = new ArrayList<>();
    int count = Choice.of(in, List.of(0, 0, 1, 2, 3));
    for (int i = 0; i < count; i++) {
      headers.add(Choice.of(in, NAMES) + ": " + value(in));
    }
    if (!headers.isEmpty() && Choice.oneIn(in, 10)) {
      headers.add(headers.get(0));
    }
    return headers;
  }

  private static String value(RandomnessSource in) {
    if (!Choice.oneIn(in, 4)) {
      return Choice.of(in, VALUES);
    }
    String text = OddText.ANY.generate(in).replaceAll("[\r\n]", "");
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  /** The type of a body that is in fact the given one. */
  static List<String> contentType(RandomnessSource in, String right) {
    return switch (Choice.upTo(in, 11)) {
      case 9 -> List.of();
      case 10 -> List.of("Content-Type: " + Choice.of(in, TYPES));
      case 11 ->
          Choice.oneIn(in, 4)
              ? List.of("Content-Type: " + right, "Content-Type: " + Choice.of(in, TYPES))
              : List.of("Content-Type: " + Choice.of(in, TYPES));
      default -> List.of("Content-Type: " + right);
    };
  }
}
