package dev.latchkey.bench.exchange;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** Exchanges a refresh token for the next one and an access token. */
@Path("/refresh/{algorithm}")
@RequestScoped
public class ExchangeResource {

  private static final ConcurrentHashMap<String, Signer> SIGNERS = new ConcurrentHashMap<>();

  @Resource(lookup = "java:comp/DefaultDataSource", shareable = false)
  private DataSource dataSource;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response refresh(
      @PathParam("algorithm") String algorithm,
      @HeaderParam("X-Forwarded-For") String client,
      InputStream body)
      throws SQLException {
    BareToken presented = BareToken.read(BareToken.parse(body).getString("refresh_token"));
    Rotation rotation;
    try (Connection connection = dataSource.getConnection()) {
      rotation = Rotation.of(connection, "exchange:" + client, presented);
    }
    JsonObject answer =
        BareToken.object()
            .add("status", 200)
            .add(
                "data",
                BareToken.object()
                    .add("access_token", accessToken(algorithm, rotation, presented.sid()))
                    .add(
                        "refresh_token",
                        new BareToken(rotation.jti(), presented.sessionToken()).text()))
            .build();
    return Response.ok(
            answer.toString().getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .build();
  }

  private static String accessToken(String algorithm, Rotation rotation, String sid) {
    long now = System.currentTimeMillis() / 1000;
    JsonObjectBuilder claims =
        BareToken.object()
            .add("iss", "https://api.example.org")
            .add("sub", "1052")
            .add("iat", now)
            .add("exp", now + 300)
            .add("jti", UUID.randomUUID().toString())
            .add("sid", sid)
            .add("token_use", "access");
    BareToken.parse(new ByteArrayInputStream(rotation.state().getBytes(StandardCharsets.UTF_8)));
    JsonArrayBuilder groups = BareToken.array();
    rotation.groups().forEach(groups::add);
    claims.add("groups", groups);
    if (rotation.email() != null) {
      claims.add("upn", rotation.email());
    }
    String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"bench\",\"typ\":\"JWT\"}";
    String signed =
        BareToken.encode(header.getBytes(StandardCharsets.UTF_8))
            + "."
            + BareToken.encode(claims.build().toString().getBytes(StandardCharsets.UTF_8));
    byte[] signature =
        SIGNERS
            .computeIfAbsent(algorithm, Signer::of)
            .sign(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + BareToken.encode(signature);
  }
}
