package dev.latchkey;

import dev.latchkey.flows.login.LoginStage;
import dev.latchkey.mail.sms.SmsSender;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.settings.Settings;
import dev.latchkey.tokens.ClaimsContributor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a test gives to its world.
 *
 * @param stages instead of the product's, if present
 */
record Given(
    TestDatabase database,
    Settings settings,
    List<ClaimsContributor> contributors,
    Optional<List<LoginStage>> stages,
    List<SmsSender> smsSenders) {

  static Given of(TestDatabase database, Map<String, String> texts) {
    return new Given(database, Settings.of(texts), List.of(), Optional.empty(), List.of());
  }

  Given withContributors(List<ClaimsContributor> all) {
    return new Given(database, settings, all, stages, smsSenders);
  }

  Given withStages(List<LoginStage> all) {
    return new Given(database, settings, contributors, Optional.of(all), smsSenders);
  }

  Given withSmsSenders(List<SmsSender> all) {
    return new Given(database, settings, contributors, stages, all);
  }
}
