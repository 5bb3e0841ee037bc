package dev.latchkey.api.admin;

import dev.latchkey.admin.Admin;
import dev.latchkey.admin.SettingsSearch;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.settings.EffectiveSetting;
import dev.latchkey.settings.Setting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The effective settings of this node, for administrators. */
@Path("/admin/v1/settings")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SettingsResource {

  @Inject Exchange exchange;
  @Inject SettingsSearch settings;

  @GET
  public Response list() {
    ArrayText families = new ArrayText();
    settings
        .all(Admin.of(exchange.session().orElseThrow()))
        .forEach(
            (title, all) -> {
              ArrayText list = new ArrayText();
              all.forEach(setting -> list.add(text(setting)));
              families.add(new ObjectText().put("family", title).put("settings", list));
            });
    return Answers.of(Envelope.of(200).data(families));
  }

  private static ObjectText text(EffectiveSetting effective) {
    Setting<?> setting = effective.setting();
    return new ObjectText()
        .put("name", setting.environmentName())
        .put("property", setting.property())
        .put("value", effective.value())
        .put("default", setting.secret() ? null : setting.defaultText())
        .put("source", effective.source().kind().text())
        .put("source_name", effective.source().name())
        .put("is_set", effective.isSet())
        .put("secret", setting.secret())
        .put("purpose", setting.purpose())
        .put("allowed", setting.allowed());
  }
}
