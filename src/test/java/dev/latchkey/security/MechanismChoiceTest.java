package dev.latchkey.security;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MechanismChoiceTest {

  private final ClassLoader application = getClass().getClassLoader();

  @Test
  void theApplicationSeesItsOwnClasses() {
    assertTrue(MechanismChoice.isInSight(TokenAuthenticationMechanism.class, application));
  }

  @Test
  void theApplicationDoesNotSeeWhatOnlyTheServerLoads() {
    assertFalse(
        MechanismChoice.isInSight(
            TokenAuthenticationMechanism.class, ClassLoader.getPlatformClassLoader()));
  }
}
