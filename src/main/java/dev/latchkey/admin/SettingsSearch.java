package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.settings.EffectiveSetting;
import dev.latchkey.settings.SettingFamilies;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the settings of this node for administrators. */
@Shared
public class SettingsSearch {

  private final Settings settings;
  private final Audit audit;

  @Inject
  public SettingsSearch(Settings settings, Audit audit) {
    this.settings = settings;
    this.audit = audit;
  }

  /** All settings as they apply, by the title of their family; without the values of secrets. */
  public Map<String, List<EffectiveSetting>> all(Admin admin) {
    audit.record(AuditType.ADMIN_READ_SETTINGS, null, null, admin.asActor());
    Map<String, List<EffectiveSetting>> all = new LinkedHashMap<>();
    SettingFamilies.all()
        .forEach(
            family ->
                all.put(
                    family.title(),
                    family.settings().stream()
                        .<EffectiveSetting>map(settings::effective)
                        .toList()));
    return all;
  }
}
