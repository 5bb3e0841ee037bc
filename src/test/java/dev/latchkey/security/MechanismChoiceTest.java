package dev.latchkey.security;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MechanismChoiceTest {

  private final ClassLoader application = getClass().getClassLoader();

  @Test
  void application_seesItsOwnClasses() {
    assertTrue(MechanismChoice.isInSight(TokenAuthenticationMechanism.class, application));
  }

  @Test
  void application_doesNotSeeClassesOfTheServer() {
    assertFalse(
        MechanismChoice.isInSight(
            TokenAuthenticationMechanism.class, ClassLoader.getPlatformClassLoader()));
  }
}
