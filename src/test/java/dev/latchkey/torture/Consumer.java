package dev.latchkey.torture;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.ServerProcess;
import dev.latchkey.samples.SampleWars;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * An application that knows MicroProfile JWT and nothing of ours, on a server that runs nothing
 * else.
 */
final class Consumer implements AutoCloseable {

  private static final String BADGE = "/timesheet/api/badge";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  private final String server;
  private final ServerProcess process;

  private Consumer(String server, ServerProcess process) {
    this.server = server;
    this.process = process;
  }

  /**
   * Starts one on that server, as {@code bin/serve} knows it.
   *
   * @param application as {@link #application} has written it
   */
  static Consumer start(String server, Map<String, String> application) {
    return new Consumer(
        server,
        ServerProcess.start(
            ServerProcess.freePort(), application, server, List.of(BADGE + "/open")));
  }

  /** The application with those settings, for {@link #start}. */
  static Map<String, String> application(Map<String, String> properties) {
    WebArchive war = SampleWars.microProfile(properties);
    return Map.of(
        "LATCHKEY_SERVE_WAR", SampleWars.write(SampleWars.nothing()).toString(),
        "LATCHKEY_SERVE_ALSO", SampleWars.write(war, "consumers/" + war.getName()).toString());
  }

  /** What it answers to a clerk with that token: the name in it. */
  Answer call(String accessToken) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(process.base() + BADGE))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + accessToken)
            .build();
    try {
      HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }

  @Override
  public String toString() {
    return server;
  }
}
