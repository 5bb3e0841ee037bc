package dev.latchkey.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A browser in which someone is logged in.
 *
 * @param cookies all that it has, as it sends them
 */
record Visitor(String cookies) {

  private static final String API = "/_allauth/browser/v1";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Logs in with the password that everyone has. */
  static Visitor logIn(int port, String email) {
    Map<String, String> cookies = new TreeMap<>();
    URI config = URI.create("http://127.0.0.1:" + port + API + "/config");
    send(HttpRequest.newBuilder(config), cookies);
    HttpRequest.Builder login =
        HttpRequest.newBuilder(config.resolve(API + "/auth/login"))
            .header("Content-Type", "application/json")
            .header("Cookie", text(cookies))
            .header("X-CSRFToken", cookies.get("csrftoken"))
            .POST(BodyPublishers.ofString(Person.login(email)));
    send(login, cookies);
    return new Visitor(text(cookies));
  }

  /** Asks an endpoint with the cookies. */
  Conversation gets(String path) {
    return Requests.repeated(Requests.get(path, "Cookie", cookies));
  }

  private static void send(HttpRequest.Builder request, Map<String, String> cookies) {
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(response.statusCode() + " " + response.body());
      }
      for (String line : response.headers().allValues("Set-Cookie")) {
        String pair = line.split(";", 2)[0];
        cookies.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(Map<String, String> cookies) {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }
}
