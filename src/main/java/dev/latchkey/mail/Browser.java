package dev.latchkey.mail;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client seems to be, in words of ours: one browser of a list, and perhaps one operating
 * system of another. Nothing of the {@code User-Agent} itself is ever repeated, since anyone can
 * write anything into it.
 */
final class Browser {

  /** As names begin in a {@code User-Agent}; those that also call themselves Chrome come first. */
  private static final Map<String, Pattern> BROWSERS =
      patterns(
          "Edge", "Edg(e|A|iOS)?/",
          "Opera", "(OPR|OPiOS|OPT|Opera)[/ ]",
          "Samsung Internet", "SamsungBrowser/",
          "Vivaldi", "Vivaldi/",
          "Yandex Browser", "YaBrowser/",
          "DuckDuckGo", "(DuckDuckGo|Ddg)/",
          "UC Browser", "UCBrowser/",
          "Firefox", "(Firefox|FxiOS)/",
          "Chromium", "Chromium/",
          "Chrome", "(Chrome|CriOS)/",
          "Safari", "Version/\\S+ (\\S+ )?Safari/",
          "Internet Explorer", "MSIE |Trident/");

  private static final Map<String, Pattern> SYSTEMS =
      patterns(
          "Windows", "Windows",
          "Android", "Android",
          "iOS", "iPhone|iPad|iPod|CriOS|FxiOS|EdgiOS",
          "ChromeOS", "CrOS",
          "macOS", "Macintosh|Mac OS X",
          "Linux", "Linux");

  /** What programs that are no browsers call the library that they ask through. */
  private static final Pattern APP =
      Pattern.compile("\\b(okhttp|CFNetwork|Dalvik|Dart|Expo|ReactNative|Alamofire|Ktor|Java)\\b");

  private Browser() {}

  /**
   * Such as {@code Firefox (Windows)}; empty where it is none that we know.
   *
   * @param userAgent what the client says, of any content, or null
   * @param anApp what to call an app
   */
  static Optional<String> name(String userAgent, String anApp) {
    if (userAgent == null) {
      return Optional.empty();
    }
    return first(BROWSERS, userAgent)
        .or(() -> APP.matcher(userAgent).find() ? Optional.of(anApp) : Optional.empty())
        .map(name -> first(SYSTEMS, userAgent).map(os -> name + " (" + os + ")").orElse(name));
  }

  private static Optional<String> first(Map<String, Pattern> names, String userAgent) {
    return names.entrySet().stream()
        .filter(name -> name.getValue().matcher(userAgent).find())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Names and what they are known by, by turns, in their order. */
  private static Map<String, Pattern> patterns(String... namesAndPatterns) {
    Map<String, Pattern> patterns = new LinkedHashMap<>();
    for (int i = 0; i < namesAndPatterns.length; i += 2) {
      patterns.put(
          namesAndPatterns[i], Pattern.compile("(?<![A-Za-z])(" + namesAndPatterns[i + 1] + ")"));
    }
    return patterns;
  }
}
