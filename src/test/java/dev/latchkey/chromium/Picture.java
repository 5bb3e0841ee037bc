package dev.latchkey.chromium;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Pictures of pages, made small: with the 256 colours that most of their points have. */
final class Picture {

  private static final int MOST_COLOURS = 256;

  private Picture() {}

  /** The same picture as a PNG with a palette. */
  static byte[] small(byte[] png) throws IOException {
    BufferedImage full = ImageIO.read(new ByteArrayInputStream(png));
    List<Integer> palette = palette(full);
    byte[][] parts = new byte[3][palette.size()];
    for (int i = 0; i < palette.size(); i++) {
      for (int part = 0; part < 3; part++) {
        parts[part][i] = (byte) (palette.get(i) >> (16 - 8 * part));
      }
    }
    BufferedImage small =
        new BufferedImage(
            full.getWidth(),
            full.getHeight(),
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, palette.size(), parts[0], parts[1], parts[2]));
    Map<Integer, Integer> nearest = new HashMap<>();
    int[] index = new int[1];
    for (int y = 0; y < full.getHeight(); y++) {
      for (int x = 0; x < full.getWidth(); x++) {
        index[0] =
            nearest.computeIfAbsent(full.getRGB(x, y) & 0xffffff, rgb -> nearest(palette, rgb));
        small.getRaster().setPixel(x, y, index);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(small, "png", bytes);
    return bytes.toByteArray();
  }

  private static List<Integer> palette(BufferedImage picture) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        counts.merge(picture.getRGB(x, y) & 0xffffff, 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_COLOURS)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static int nearest(List<Integer> palette, int rgb) {
    int best = 0;
    for (int i = 1; i < palette.size(); i++) {
      if (distance(palette.get(i), rgb) < distance(palette.get(best), rgb)) {
        best = i;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    int sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int difference = (one >> shift & 255) - (other >> shift & 255);
      sum += difference * difference;
    }
    return sum;
  }
}
