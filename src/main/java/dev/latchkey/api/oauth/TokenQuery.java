package dev.latchkey.api.oauth;

import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.wire.BodyType;
import dev.latchkey.api.wire.ObjectText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/**
 * What introspection and revocation have in common: client authentication, and a token in a form.
 */
@ApplicationScoped
class TokenQuery {

  private static final String CHALLENGE = "Basic realm=\"latchkey\", charset=\"UTF-8\"";

  @Inject ClientAuthentication clients;

  /**
   * Responds to a request, or rejects it as RFC 6749 §5.2 requires. After too many invalid secrets
   * from an address, it returns 429 (RFC 6585 §4) with the code of RFC 6749 §4.1.2.1.
   *
   * @param answer makes the response from a token and the id of the client
   */
  Response answer(
      HttpHeaders headers, InputStream body, BiFunction<String, String, Response> answer)
      throws IOException {
    if (BodyType.of(headers.getHeaderString(HttpHeaders.CONTENT_TYPE)) != BodyType.FORM) {
      return rejection(400, "invalid_request").build();
    }
    byte[] bytes = body == null ? new byte[0] : body.readNBytes(FormBody.LARGEST + 1);
    if (bytes.length > FormBody.LARGEST) {
      return rejection(413, "invalid_request").build();
    }
    FormBody form = FormBody.parse(bytes).orElse(null);
    if (form == null) {
      return rejection(400, "invalid_request").build();
    }
    ClientAuthentication.Result client =
        clients.of(headers.getHeaderString(HttpHeaders.AUTHORIZATION), form);
    if (client instanceof ClientAuthentication.Unknown) {
      return rejection(401, "invalid_client")
          .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
          .build();
    }
    if (client instanceof ClientAuthentication.Limited limited) {
      long seconds = Answers.seconds(limited.retryAfter());
      return rejection(429, "temporarily_unavailable")
          .header(HttpHeaders.RETRY_AFTER, seconds)
          .build();
    }
    String token = form.value("token").orElse(null);
    if (!(client instanceof ClientAuthentication.Known known) || token == null) {
      return rejection(400, "invalid_request").build();
    }
    return answer.apply(token, known.id());
  }

  static Response.ResponseBuilder json(int status, String json) {
    return Response.status(status)
        .entity(json.getBytes(StandardCharsets.UTF_8))
        .type(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private static Response.ResponseBuilder rejection(int status, String code) {
    return json(status, new ObjectText().put("error", code).json());
  }
}
