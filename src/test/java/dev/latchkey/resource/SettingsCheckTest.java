package dev.latchkey.resource;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {

  @Test
  void libraries_whenTheyAreThere_areAccepted() {
    assertDoesNotThrow(SettingsCheck::requireLibraries);
  }

  @Test
  void slf4j_whenItIsMissing_stopsTheDeployment() throws Exception {
    Method check =
        new WithoutSlf4j()
            .loadClass(SettingsCheck.class.getName())
            .getDeclaredMethod("requireLibraries");
    check.setAccessible(true);

    Throwable problem =
        assertThrows(InvocationTargetException.class, () -> check.invoke(null)).getCause();

    assertEquals(UnusableSettings.class.getName(), problem.getClass().getName());
    assertTrue(problem.getMessage().contains("org.slf4j:slf4j-api"), problem.getMessage());
  }

  /** Loads our classes and jose4j anew, and finds no slf4j. */
  private static final class WithoutSlf4j extends ClassLoader {

    WithoutSlf4j() {
      super(SettingsCheckTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.slf4j.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("dev.latchkey.") && !name.startsWith("org.jose4j.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream code = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = code.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
