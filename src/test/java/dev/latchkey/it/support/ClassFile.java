package dev.latchkey.it.support;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a class file refers to. */
public final class ClassFile {

  private ClassFile() {}

  /**
   * The classes that a class names in its constants (JVMS §4.4): as a class, in a descriptor, in a
   * signature, or as the type of an array.
   *
   * @param prefix the beginning of their names, with slashes
   */
  public static Set<String> references(byte[] code, String prefix) throws IOException {
    Pattern type = Pattern.compile("L(" + prefix + "[\\w/$]+)[;<]");
    Set<String> found = new HashSet<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(code))) {
      in.skipNBytes(8);
      int count = in.readUnsignedShort();
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> add(in.readUTF(), prefix, type, found);
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

  private static void add(String text, String prefix, Pattern type, Set<String> found) {
    if (text.matches(prefix + "[\\w/$]+")) {
      found.add(text);
    }
    Matcher types = type.matcher(text);
    while (types.find()) {
      found.add(types.group(1));
    }
  }
}
