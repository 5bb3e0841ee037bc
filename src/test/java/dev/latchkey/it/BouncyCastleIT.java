package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The part of Bouncy Castle in the packaged WAR. No server runs for it. After an update of Bouncy
 * Castle, {@code src/main/assembly/bouncycastle.xml} may need what is missing here.
 */
class BouncyCastleIT {

  private static final Path WAR = Path.of("target/latchkey.war");
  private static final String ITS = "org/bouncycastle/";

  /** A class in a descriptor, a signature or the name of an array's class. */
  private static final Pattern TYPE = Pattern.compile("L(" + ITS + "[\\w/$]+)[;<]");

  private static final Map<String, byte[]> PART = new HashMap<>();
  private static final Map<String, byte[]> OURS = new HashMap<>();

  @BeforeAll
  static void readWar() throws IOException {
    try (ZipInputStream war = new ZipInputStream(Files.newInputStream(WAR))) {
      for (ZipEntry entry = war.getNextEntry(); entry != null; entry = war.getNextEntry()) {
        if (entry.getName().startsWith("WEB-INF/lib/bcprov-")) {
          read(new ZipInputStream(war), PART);
        } else if (entry.getName().matches("WEB-INF/classes/dev/.+\\.class")) {
          OURS.put(entry.getName(), war.readAllBytes());
        }
      }
    }
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
    for (String reference : references(code)) {
      if (reachedFrom.putIfAbsent(reference, name) == null) {
        next.add(reference);
      }
    }
  }

  private static void read(ZipInputStream jar, Map<String, byte[]> into) throws IOException {
    for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
      into.put(entry.getName(), jar.readAllBytes());
    }
  }

  /** The classes of Bouncy Castle that a class names in its constants (JVMS §4.4). */
  private static Set<String> references(byte[] code) throws IOException {
    Set<String> found = new HashSet<>();
    try (InputStream bytes = new ByteArrayInputStream(code);
        DataInputStream in = new DataInputStream(bytes)) {
      in.skipNBytes(8);
      int count = in.readUnsignedShort();
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> addTypes(in.readUTF(), found);
          case 5, 6 -> {
            in.skipNBytes(8);
            i++; // takes two places
          }
          case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
          case 15 -> in.skipNBytes(3);
          case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
          default -> throw new IOException("unknown constant " + tag);
        }
      }
    }
    return found;
  }

  private static void addTypes(String text, Set<String> found) {
    if (text.matches(ITS + "[\\w/$]+")) {
      found.add(text);
    }
    Matcher types = TYPE.matcher(text);
    while (types.find()) {
      found.add(types.group(1));
    }
  }
}
