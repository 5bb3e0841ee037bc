package dev.latchkey.resource;

import dev.latchkey.crypto.OutboundTls;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Calls the issuer. Follows no redirect, waits for a response at most three seconds, including the
 * body, and reads at most 256 KiB. Thread-safe.
 */
class IssuerCalls {

  private static final int MAX_BYTES = 256 * 1024;
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration WHOLE = Duration.ofSeconds(3);
  private static final JsonProvider JSON = JsonProvider.provider();

  private final Supplier<Map<String, String>> handedOn;
  private final HttpClient http =
      HttpClient.newBuilder()
          .sslContext(OutboundTls.context())
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param handedOn headers of the current request to pass on to the issuer
   */
  IssuerCalls(Supplier<Map<String, String>> handedOn) {
    this.handedOn = handedOn;
  }

  /**
   * The JSON object at an address.
   *
   * @throws IssuerUnavailable if there is none, for any reason
   */
  JsonObject get(URI address) {
    return call(HttpRequest.newBuilder(address).GET());
  }

  /**
   * The JSON object in the response to a form.
   *
   * @throws IssuerUnavailable if there is none, for any reason
   */
  JsonObject post(URI address, Map<String, String> form, ClientCredentials client) {
    String body =
        form.entrySet().stream()
            .map(field -> encode(field.getKey()) + '=' + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Authorization", client.basic())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    handedOn.get().forEach(request::header);
    return call(request);
  }

  private JsonObject call(HttpRequest.Builder builder) {
    HttpRequest request = builder.header("Accept", "application/json").timeout(WHOLE).build();
    var answer = http.sendAsync(request, info -> new BoundedBody(MAX_BYTES));
    try {
      HttpResponse<byte[]> response = answer.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new IssuerUnavailable(request.uri(), "responds with status " + response.statusCode());
      }
      return object(request.uri(), response.body());
    } catch (ExecutionException | TimeoutException e) {
      answer.cancel(true);
      throw new IssuerUnavailable.Silent(request.uri());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IssuerUnavailable(request.uri(), "was interrupted");
    }
  }

  private static JsonObject object(URI address, byte[] body) {
    try (JsonReader reader =
        JSON.createReader(new StringReader(new String(body, StandardCharsets.UTF_8)))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new IssuerUnavailable(address, "does not respond with a JSON object");
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
