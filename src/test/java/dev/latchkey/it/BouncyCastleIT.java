package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.ClassFile;
import dev.latchkey.it.support.PackagedWar;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The part of Bouncy Castle in the packaged WAR. No server runs for it. After an update of Bouncy
 * Castle, {@code src/main/assembly/bouncycastle.xml} may need what is missing here.
 */
class BouncyCastleIT {

  private static final String ITS = "org/bouncycastle/";

  private static final Map<String, byte[]> PART = new HashMap<>();
  private static final Map<String, byte[]> OURS = new HashMap<>();

  @BeforeAll
  static void readWar() throws IOException {
    PART.putAll(PackagedWar.jar("bcprov-.*"));
    OURS.putAll(PackagedWar.classes());
    OURS.keySet().removeIf(name -> !name.endsWith(".class"));
  }

  @Test
  void everyClass_thatOursReach_isThere() throws IOException {
    Map<String, String> reachedFrom = new HashMap<>();
    Deque<String> next = new ArrayDeque<>();
    for (Map.Entry<String, byte[]> ours : OURS.entrySet()) {
      follow(ours.getKey(), ours.getValue(), reachedFrom, next);
    }
    assertTrue(next.contains(ITS + "crypto/generators/Argon2BytesGenerator"), "where it begins");
    Map<String, String> missing = new TreeMap<>();
    while (!next.isEmpty()) {
      String name = next.pop();
      byte[] code = PART.get(name + ".class");
      if (code == null) {
        missing.put(name, reachedFrom.get(name));
      } else {
        follow(name, code, reachedFrom, next);
      }
    }
    assertEquals(Map.of(), missing, "missing, and which class refers to it");
  }

  @Test
  void licence_isThere_andNoSignatureOfTheWholeJar() {
    assertTrue(PART.containsKey("META-INF/LICENSE.md"));
    Collection<String> signatures =
        PART.keySet().stream()
            .filter(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA|EC)"))
            .toList();
    assertEquals(Set.of(), Set.copyOf(signatures));
  }

  private static void follow(
      String name, byte[] code, Map<String, String> reachedFrom, Deque<String> next)
      throws IOException {
    for (String reference : ClassFile.references(code, ITS)) {
      if (reachedFrom.putIfAbsent(reference, name) == null) {
        next.add(reference);
      }
    }
  }
}
