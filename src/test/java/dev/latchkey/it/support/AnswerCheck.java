package dev.latchkey.it.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What every answer has to be, whatever was asked. */
public final class AnswerCheck {

  private static final String ADMIN = "/_latchkey/admin/";
  private static final String REVOKE = "/_allauth/revoke";

  /** What servers say themselves to requests that no application is to see. */
  private static final Set<Integer> REJECTIONS_BY_THE_SERVER =
      Set.of(400, 404, 405, 413, 414, 431, 501);

  private static final Pattern FAILURE =
      Pattern.compile("Request \\S+ failed|NullPointerException|StackOverflowError");

  /** Nothing that a client has sent is in a cookie. */
  private static final Pattern COOKIE =
      Pattern.compile("(sessionid=([a-z0-9]{32}|(\"\")?);|csrftoken=[A-Za-z0-9_-]{65};)[ -~]*");

  private AnswerCheck() {}

  /**
   * Fails unless it is an answer of ours, no failure, and, where the API describes it, as it is
   * described.
   *
   * @param path without the query
   */
  public static void hold(Http http, String method, String path, Answer answer) {
    holdHarmless(path, answer);
    if (answer.status() == 200 && path.equals(REVOKE)) {
      assertEquals("", answer.text());
      return;
    }
    if (isFile(path, answer)) {
      assertTrue(
          answer.header("Content-Disposition").startsWith("attachment; filename="),
          answer::toString);
      return;
    }
    assertEquals("application/json", answer.header("Content-Type"), answer::toString);
    if (path.startsWith(Http.API) || path.startsWith(Browser.API) || path.startsWith(ADMIN)) {
      holdEnvelope(answer);
    } else if (answer.status() >= 400) {
      assertTrue(answer.has("/error") || answer.has("/errors/0/code"), answer::toString);
    }
    http.hold(method, path, answer);
  }

  /**
   * Fails unless the server has rejected or served it, in our words or without any; Open Liberty
   * and GlassFish may reject it in words of their own what no application is to see.
   */
  public static void holdHarmless(String path, Answer answer) {
    assertTrue(answer.status() >= 200 && answer.status() < 500, answer::toString);
    assertTrue(
        answer.headers().allValues("Set-Cookie").stream()
            .allMatch(line -> isForBrowsers(path) && COOKIE.matcher(line).matches()),
        answer::toString);
    assertFalse(
        answer.text().contains("\tat ") || answer.text().contains("Exception"), answer::toString);
    if (answer.text().isEmpty() || isTheServersOwn(answer) || isFile(path, answer)) {
      return;
    }
    assertFalse(answer.text().contains("<html"), answer::toString);
    assertEquals("application/json", answer.header("Content-Type"), answer::toString);
    answer.json();
  }

  /** Only exports are files. */
  private static boolean isFile(String path, Answer answer) {
    String type = answer.header("Content-Type");
    return path.startsWith(ADMIN)
        && answer.status() == 200
        && (type.startsWith("text/csv") || type.equals("application/x-ndjson"));
  }

  private static boolean isForBrowsers(String path) {
    return path.startsWith(Browser.API) || path.startsWith(ADMIN);
  }

  private static boolean isTheServersOwn(Answer answer) {
    return ServerProcess.rejectsInItsOwnWords()
        && answer.header("X-Request-ID").isEmpty()
        && REJECTIONS_BY_THE_SERVER.contains(answer.status());
  }

  /** The lines of a server's log that tell of failures of ours. */
  public static List<String> failures(String log) {
    return log.lines().filter(line -> FAILURE.matcher(line).find()).toList();
  }

  private static void holdEnvelope(Answer answer) {
    JsonObject envelope = answer.json();
    assertEquals(answer.status(), envelope.getInt("status"), answer::toString);
    assertTrue(answer.header("Cache-Control").contains("no-store"), answer::toString);
    assertTrue(envelope.keySet().stream().allMatch(AnswerCheck::isMember), answer::toString);
    boolean saysWhatIsWrong = answer.has("/errors/0/code") && answer.has("/errors/0/message");
    boolean saysHowToLogIn = answer.has("/data/flows") && answer.has("/meta/is_authenticated");
    boolean offersATotpSecret = answer.has("/meta/secret");
    switch (answer.status()) {
      case 200, 201, 403, 409 -> {}
      case 404 -> assertTrue(saysWhatIsWrong || offersATotpSecret, answer::toString);
      case 401 -> assertTrue(saysHowToLogIn || saysWhatIsWrong, answer::toString);
      case 410 -> assertTrue(saysHowToLogIn, answer::toString);
      default -> assertTrue(saysWhatIsWrong, answer::toString);
    }
  }

  private static boolean isMember(String name) {
    return switch (name) {
      case "status", "data", "meta", "errors", "access_token", "refresh_token" -> true;
      default -> false;
    };
  }
}
