package dev.latchkey.pages;

import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An application of pages in the WAR. What they share is in {@code /latchkey/}. */
enum PagesApplication {
  ACCOUNT(HeadlessSettings.ACCOUNT_PAGES_PATH, HeadlessSettings::servesAccountPages),
  ADMIN(HeadlessSettings.ADMIN_PAGES_PATH, HeadlessSettings::servesAdminPages);

  private final String path;
  private final Predicate<Settings> isServed;

  PagesApplication(String path, Predicate<Settings> isServed) {
    this.path = path;
    this.isServed = isServed;
  }

  /** The application that a file within the WAR belongs to. */
  static Optional<PagesApplication> of(String file) {
    return Stream.of(values()).filter(one -> file.startsWith(one.path)).findFirst();
  }

  /** Its folder in the WAR, with a slash at both ends. */
  String path() {
    return path;
  }

  boolean isServed(Settings settings) {
    return isServed.test(settings);
  }
}
