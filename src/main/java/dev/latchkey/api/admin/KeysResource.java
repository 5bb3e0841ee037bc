package dev.latchkey.api.admin;

import dev.latchkey.admin.Admin;
import dev.latchkey.admin.KeyControl;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.keys.KeyRevocation;
import dev.latchkey.keys.Rotation;
import dev.latchkey.persistence.Database;
import dev.latchkey.texts.ErrorCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Signing keys, for administrators. */
@Path("/admin/v1/keys")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class KeysResource {

  @Inject Exchange exchange;
  @Inject KeyControl keys;
  @Inject Database database;

  @GET
  public Response list() {
    ArrayText all = new ArrayText();
    keys.list(Admin.of(exchange.session().orElseThrow())).forEach(key -> all.add(KeyTexts.of(key)));
    ObjectText meta =
        new ObjectText().put("rotatable", keys.isRotatable()).put("algorithm", keys.algorithm());
    return Answers.of(Envelope.of(200).data(all).meta(meta));
  }

  @POST
  @Path("/rotate")
  public Response rotate() {
    Rotation rotation = keys.rotate(Admin.of(exchange.session().orElseThrow()));
    if (rotation instanceof Rotation.Rotated rotated) {
      return Answers.of(Envelope.of(200).data(new ObjectText().put("kid", rotated.kid())));
    }
    Envelope conflict =
        Envelope.rejection(409, exchange.language(), ApiError.of(ErrorCodes.CONFLICT));
    Response.ResponseBuilder answer = Answers.builder(conflict);
    if (rotation instanceof Rotation.TooSoon tooSoon) {
      Duration wait = Duration.between(database.now(), tooSoon.from());
      answer.header("Retry-After", Answers.seconds(wait));
    }
    return answer.build();
  }

  @POST
  @Path("/{kid: [A-Za-z0-9_-]{1,64}}/revoke")
  public Response revoke(@PathParam("kid") String kid) {
    KeyRevocation revocation = keys.revoke(kid, Admin.of(exchange.session().orElseThrow()));
    if (revocation instanceof KeyRevocation.Revoked revoked) {
      return Answers.of(Envelope.of(200).data(new ObjectText().put("kid", revoked.signs())));
    }
    if (revocation instanceof KeyRevocation.Unknown) {
      throw new NotFoundException();
    }
    return Answers.of(
        Envelope.rejection(409, exchange.language(), ApiError.of(ErrorCodes.CONFLICT)));
  }
}
