package dev.latchkey.api.admin;

import dev.latchkey.admin.status.NodeHealth;
import dev.latchkey.admin.status.Nodes;
import dev.latchkey.admin.status.Release;
import dev.latchkey.admin.status.SeenNode;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.persistence.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.DatabaseMetaData;

/** The state of the installation, for administrators. Says nothing about users. */
@Path("/admin/v1/status")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class StatusResource {

  @Inject Database database;
  @Inject Nodes nodes;
  @Inject NodeHealth health;

  @GET
  public Response read(@Context ServletContext context) {
    return Answers.of(Envelope.of(200).data(text(context.getServerInfo())));
  }

  private ObjectText text(String server) {
    boolean started = health.isStarted();
    boolean up = health.isDatabaseUp();
    ArrayText checks =
        new ArrayText().add(check("latchkey-started", started)).add(check("latchkey-database", up));
    if (health.isSenderRejected()) {
      checks.add(check("latchkey-mail", true).put("sender", "rejected"));
    }
    ArrayText seen = new ArrayText();
    nodes.all().forEach(node -> seen.add(text(node)));
    return new ObjectText()
        .put("version", Release.version())
        .put("now", database.now())
        .put("started", nodes.started())
        .put("status", status(started && up))
        .put("checks", checks)
        .put("database", product())
        .put("server", server)
        .put("java", Runtime.version().toString())
        .put("nodes", seen);
  }

  private ObjectText product() {
    return database.read(
        connection -> {
          DatabaseMetaData facts = connection.getMetaData();
          return new ObjectText()
              .put("product", facts.getDatabaseProductName())
              .put("version", facts.getDatabaseProductVersion());
        });
  }

  private static ObjectText check(String name, boolean up) {
    return new ObjectText().put("name", name).put("status", status(up));
  }

  private static String status(boolean up) {
    return up ? "UP" : "DOWN";
  }

  private static ObjectText text(SeenNode node) {
    return new ObjectText()
        .put("id", node.id())
        .put("name", node.host())
        .put("version", node.version())
        .put("started", node.started())
        .put("last_seen", node.lastSeen())
        .put("is_this", node.current())
        .put("is_alive", node.alive());
  }
}
