package dev.latchkey.api.exchange;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.LogRecords;
import dev.latchkey.persistence.DatabaseUnavailable;
import dev.latchkey.request.RequestContext;
import dev.latchkey.texts.Language;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureMapperTest {

  private static final String INCIDENT = "0af7651916cd43dd8448eb211c80319c";

  private final LogRecords log = LogRecords.of(FailureMapper.class);
  private String language;

  @BeforeEach
  void enter() {
    RequestContext.enter(new RequestContext("192.0.2.1", null, INCIDENT, Language.ENGLISH));
  }

  @AfterEach
  void tearDown() {
    RequestContext.leave();
    log.close();
  }

  @Test
  void database_unavailable_asksToTryAgain() {
    Response response = failure(new DatabaseUnavailable("The database is away.", null));
    assertEquals(List.of("unavailable"), errors(503, response));
    assertEquals("5", response.getHeaderString("Retry-After"));
  }

  @Test
  void database_unavailableWithinAnotherException_asksToTryAgain() {
    RuntimeException wrapped =
        new IllegalStateException(new RuntimeException(new DatabaseUnavailable("away", null)));
    assertEquals(List.of("unavailable"), errors(503, failure(wrapped)));
  }

  @Test
  void body_unreadable_isTheClientsFault_andNoError() {
    assertEquals(List.of("bad_request"), errors(400, failure(new IOException("gone"))));
  }

  @Test
  void value_thatTheDatabaseCannotStore_isTheClientsFault() {
    Throwable rejected = new IllegalStateException(new SQLException("too long", "22001"));
    assertEquals(List.of("bad_request"), errors(400, failure(rejected)));
  }

  @Test
  void failure_unexpected_namesTheIncidentAndHidesTheRest() {
    Response response = failure(new IllegalStateException("secret-4711"));
    assertEquals(List.of("server_error"), errors(500, response));
    String text = body(500, response).toString();
    assertTrue(text.contains(INCIDENT), text);
    assertFalse(text.contains("4711"), text);
    assertTrue(log.messages().get(0).contains(INCIDENT), log.messages()::toString);
  }

  @Test
  void failure_forAClientOfAnotherLanguage_speaksIt() {
    language = "de";
    String german = body(500, failure(new IllegalStateException())).toString();
    language = "en";
    assertFalse(german.equals(body(500, failure(new IllegalStateException())).toString()));
  }

  @Test
  void rejection_ofTheServersJaxRs_getsAnEnvelope() {
    assertEquals(List.of("not_found"), errors(404, rejection(new NotFoundException())));
    Response notAllowed = rejection(new NotAllowedException("GET", new String[0]));
    assertEquals(List.of("method_not_allowed"), errors(405, notAllowed));
    assertEquals("GET", notAllowed.getHeaderString("Allow"));
  }

  @Test
  void rejection_withAServersStatus_isAFailure() {
    assertEquals(
        List.of("server_error"), errors(500, rejection(new ServiceUnavailableException())));
  }

  @Test
  void redirect_isLeftAlone() {
    RedirectionException redirect =
        new RedirectionException(Response.Status.SEE_OTHER, URI.create("/elsewhere"));
    assertEquals(303, rejection(redirect).getStatus());
  }

  private Response failure(Throwable failure) {
    FailureMapper mapper = new FailureMapper();
    mapper.headers = headers();
    return mapper.toResponse(failure);
  }

  private Response rejection(WebApplicationException rejection) {
    HttpErrorMapper mapper = new HttpErrorMapper();
    mapper.headers = headers();
    try (LogRecords quiet = LogRecords.of(HttpErrorMapper.class)) {
      return mapper.toResponse(rejection);
    }
  }

  private HttpHeaders headers() {
    return (HttpHeaders)
        Proxy.newProxyInstance(
            HttpHeaders.class.getClassLoader(),
            new Class<?>[] {HttpHeaders.class},
            (proxy, called, arguments) -> language);
  }
}
