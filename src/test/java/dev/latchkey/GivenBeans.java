package dev.latchkey;

import dev.latchkey.flows.login.LoginStage;
import dev.latchkey.flows.login.LoginStages;
import dev.latchkey.keys.KeyRing;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.mail.ShortMessages;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.Settings;
import dev.latchkey.tokens.ClaimsContributors;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;
import java.time.Clock;

/** The beans that a world has of its test instead of the product's. */
@Shared
class GivenBeans {

  @Produces
  @WorldScoped
  static Given given() {
    return WorldBeans.beingBuilt().given();
  }

  @Produces
  @WorldScoped
  static Database database(Given given) {
    return given.database();
  }

  @Produces
  @WorldScoped
  static Clock clock(Given given) {
    return given.database().clock();
  }

  @Produces
  @WorldScoped
  static Settings settings(Given given) {
    return given.settings();
  }

  @Shared
  @Specializes
  static class Stages extends LoginStages {
    @Inject
    Stages(Given given, @Any Instance<LoginStage> own) {
      super(
          given.database(),
          given.settings(),
          given.stages().orElseGet(() -> own.stream().toList()));
    }
  }

  @Shared
  @Specializes
  static class Contributors extends ClaimsContributors {
    @Inject
    Contributors(Given given) {
      super(given.contributors());
    }
  }

  @Shared
  @Specializes
  static class Senders extends ShortMessages {
    @Inject
    Senders(Given given) {
      super(given.settings(), given.smsSenders());
    }
  }

  @Shared
  @Specializes
  static class Keys extends KeyRing {
    @Inject
    Keys(Database database, ServerSecrets secrets, Settings settings, Clock clock) {
      super(database, secrets, settings, clock, System::nanoTime);
    }
  }
}
