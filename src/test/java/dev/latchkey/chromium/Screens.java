package dev.latchkey.chromium;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.latchkey.torture.Effort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Looks at the screens of an application of pages, in a light and wide and in a dark and narrow
 * browser, with {@code -Ptorture} in all four: axe-core finds no violation, nothing is wider than
 * the page, and a picture is in {@code target/screenshots}. With {@code -Dscreenshots=write}, the
 * pictures of the documentation are replaced.
 */
final class Screens {

  /** Whether the pictures of the documentation are replaced. */
  static final boolean WRITES = "write".equals(System.getProperty("screenshots"));

  private static final Path PICTURES = Path.of("target/screenshots");
  private static final Path DOCUMENTED = Path.of("docs/screenshots");

  private static final List<View> USUAL =
      List.of(new View(ColorScheme.LIGHT, 1280, 800), new View(ColorScheme.DARK, 390, 844));
  private static final List<View> OTHERS =
      List.of(new View(ColorScheme.DARK, 1280, 800), new View(ColorScheme.LIGHT, 390, 844));

  private final String application;
  private final Accessibility accessibility = new Accessibility();

  /** How a screen is looked at. */
  private record View(ColorScheme theme, int width, int height) {

    @Override
    public String toString() {
      return theme.name().toLowerCase(Locale.ROOT) + "-" + width;
    }
  }

  /** The pictures' names begin with that of the application. */
  Screens(String application) {
    this.application = application;
  }

  /** Looks at what a tab shows now. The policy of its page must be off. */
  void look(AccountTab tab, String screen) {
    USUAL.forEach(view -> look(tab.page(), screen, view));
    if (Effort.FULL) {
      OTHERS.forEach(view -> look(tab.page(), screen, view));
    }
  }

  private void look(Page page, String screen, View view) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(view.theme()));
    page.setViewportSize(view.width(), view.height());
    page.mouse().move(0, 0);
    String name = application + "-" + screen + "-" + view + ".png";
    accessibility.assertNoViolation(page, name);
    Object scrolls = page.evaluate("document.documentElement.scrollWidth > innerWidth");
    assertEquals(false, scrolls, name + " is wider than the page");
    write(PICTURES.resolve(name), page.screenshot());
  }

  private static void write(Path file, byte[] png) {
    try {
      byte[] small = Picture.small(png);
      Files.write(Files.createDirectories(file.getParent()).resolve(file.getFileName()), small);
      if (WRITES) {
        Files.write(Files.createDirectories(DOCUMENTED).resolve(file.getFileName()), small);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
