package dev.latchkey.api.exchange;

import static dev.latchkey.api.exchange.ApiWorld.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.FakeContainerRequest;
import dev.latchkey.api.wire.JsonBody;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFilterTest {

  private static final String ADA = "{\"name\":\"ada\"}";

  @BetweenServers
  private static class ServerResource {}

  /** As a server's proxy, which does not repeat the annotations. */
  private static final class ProxiedServerResource extends ServerResource {}

  private final Exchange exchange = new Exchange();

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8"})
  void body_json_isRead(String type) throws IOException {
    accept(post(type, ADA));
    assertEquals("ada", exchange.fields().requiredText("name", 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void body_empty_isTheEmptyObjectWhateverItsType(String method) throws IOException {
    accept(new FakeContainerRequest(method).with("Content-Type", "text/plain"));
    assertTrue(exchange.fields().isAbsent("name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void body_ofAMethodWithoutBody_isIgnored(String method) throws IOException {
    accept(new FakeContainerRequest(method).with("Content-Type", "text/plain").sending(ADA));
    assertTrue(exchange.fields().isAbsent("name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
  void body_ofAnotherType_isUnsupported(String type) throws IOException {
    assertEquals(List.of("unsupported_media_type"), errors(415, reject(post(type, ADA))));
  }

  @Test
  void body_withoutType_isUnsupported() throws IOException {
    Response response = reject(new FakeContainerRequest("POST").sending(ADA));
    assertEquals(List.of("unsupported_media_type"), errors(415, response));
  }

  @Test
  void body_ofAMalformedType_isABadRequest() throws IOException {
    assertEquals(List.of("bad_request"), errors(400, reject(post("json", ADA))));
  }

  @Test
  void body_thatIsNoJson_isRejected() throws IOException {
    assertEquals(List.of("invalid_json"), errors(400, reject(post("application/json", "{"))));
  }

  @Test
  void body_ofTheLargestSize_isRead_andOneByteMoreIsRejected() throws IOException {
    String largest = ADA + " ".repeat(JsonBody.LARGEST - ADA.length());
    accept(post("application/json", largest));
    assertEquals(
        List.of("too_large"), errors(413, reject(post("application/json", largest + " "))));
  }

  @Test
  void body_ofACallBetweenServers_isLeftToTheResource() throws IOException {
    accept(post("text/plain", "x").to(new ServerResource()));
    accept(post("text/plain", "x").to(new ProxiedServerResource()));
    assertThrows(NullPointerException.class, exchange::fields);
  }

  private static FakeContainerRequest post(String type, String body) {
    return new FakeContainerRequest("POST").with("Content-Type", type).sending(body);
  }

  private void accept(FakeContainerRequest request) throws IOException {
    filter(request);
    assertTrue(request.aborted().isEmpty());
  }

  private Response reject(FakeContainerRequest request) throws IOException {
    filter(request);
    return request.aborted().orElseThrow();
  }

  private void filter(FakeContainerRequest request) throws IOException {
    new BodyFilter(exchange).filter(request.asServed());
  }
}
