package dev.latchkey.api.admin;

import dev.latchkey.admin.AccountView;
import dev.latchkey.admin.Admin;
import dev.latchkey.admin.TokenInspector;
import dev.latchkey.admin.TokenInspector.Finding;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.jose.TokenVerifier;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.tokens.InspectedToken;
import dev.latchkey.tokens.InspectedToken.Flaw;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;

/** Explains tokens, for administrators. */
@Path("/admin/v1/tokens")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class TokensResource {

  @Inject Exchange exchange;
  @Inject Database database;
  @Inject TokenInspector inspector;

  @POST
  @Path("/inspect")
  public Response inspect() {
    Fields fields = exchange.fields();
    String token = fields.requiredText("token", TokenVerifier.MAX_LENGTH);
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    Finding finding = inspector.inspect(token, Admin.of(exchange.session().orElseThrow()));
    return Answers.of(Envelope.of(200).data(text(finding)));
  }

  private ObjectText text(Finding finding) {
    InspectedToken token = finding.token();
    Optional<Flaw> flaw = token.flaw();
    ObjectText text =
        new ObjectText()
            .put("kind", token.kind().name().toLowerCase(Locale.ROOT))
            .put("valid", flaw.isEmpty())
            .put("reason", flaw.map(Flaw::reason).orElse(null))
            .put("explanation", flaw.map(Flaw::explanation).orElse(null));
    token.header().ifPresent(header -> text.put("header", header));
    token.claims().ifPresent(claims -> text.put("claims", claims));
    token.key().ifPresent(key -> text.put("key", KeyTexts.brief(key)));
    token.session().ifPresent(session -> text.put("session", text(session)));
    finding.account().ifPresent(account -> text.put("account", text(account)));
    return text;
  }

  private ObjectText text(Session session) {
    return new ObjectText()
        .put("id", session.id())
        .put("live", session.isLive(database.now()))
        .put("created_at", session.created())
        .put("last_seen_at", session.lastSeen())
        .put("expires_at", session.expiresAt());
  }

  private static ObjectText text(AccountView account) {
    return new ObjectText()
        .put("id", account.id())
        .put("username", account.username())
        .put(
            "email",
            account.addresses().stream()
                .filter(AccountView.Address::primary)
                .map(AccountView.Address::email)
                .findFirst()
                .orElse(null))
        .put("is_active", account.active());
  }
}
