package dev.latchkey.api.auth;

import dev.latchkey.api.clients.AppClient;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.flows.login.TokenRefresh;
import dev.latchkey.jose.TokenVerifier;
import dev.latchkey.tokens.RefreshedTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Refreshes tokens, at the two paths that apps use. Browsers have none. */
@Path(AppClient.PATH)
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class TokenResource {

  @Inject Exchange exchange;
  @Inject TokenRefresh refresh;
  @Inject Outcomes outcomes;

  @POST
  @Path("/tokens/refresh")
  public Response refresh() {
    return answer("refresh_token", false);
  }

  @POST
  @Path("/auth/token/refresh")
  public Response refreshAsDocumentedForMobileApps() {
    return answer(exchange.fields().isAbsent("refresh") ? "refresh_token" : "refresh", true);
  }

  private Response answer(String field, boolean inMeta) {
    Fields fields = exchange.fields();
    String token = fields.requiredText(field, TokenVerifier.MAX_LENGTH);
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return outcomes.answer(
        refresh.refresh(field, token), inMeta ? TokenResource::inMeta : TokenResource::inData);
  }

  private static Response inData(RefreshedTokens tokens) {
    Envelope envelope =
        Envelope.of(200).data(pair(tokens)).also("access_token", tokens.accessToken());
    tokens.refreshToken().ifPresent(token -> envelope.also("refresh_token", token));
    return Answers.of(envelope);
  }

  private static Response inMeta(RefreshedTokens tokens) {
    return Answers.of(
        Envelope.of(200).data(pair(tokens)).meta(pair(tokens).put("is_authenticated", true)));
  }

  private static ObjectText pair(RefreshedTokens tokens) {
    ObjectText pair = new ObjectText().put("access_token", tokens.accessToken());
    tokens.refreshToken().ifPresent(token -> pair.put("refresh_token", token));
    return pair;
  }
}
