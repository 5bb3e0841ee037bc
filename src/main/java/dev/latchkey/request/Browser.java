package dev.latchkey.request;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The probable browser and operating system of a client, each from a fixed list. No text of the
 * {@code User-Agent} is repeated, because a client can send any text.
 */
public final class Browser {

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

  /** Names that HTTP libraries send. */
  private static final Pattern APP =
      Pattern.compile("\\b(okhttp|CFNetwork|Dalvik|Dart|Expo|ReactNative|Alamofire|Ktor|Java)\\b");

  private Browser() {}

  /**
   * Such as {@code Firefox (Windows)}; empty if it is unknown.
   *
   * @param userAgent the {@code User-Agent}, of any content
   * @param anApp the name for an app
   */
  public static Optional<String> name(@Nullable String userAgent, String anApp) {
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

  /** Alternating names and their markers, in the order of their check. */
  private static Map<String, Pattern> patterns(String... namesAndPatterns) {
    Map<String, Pattern> patterns = new LinkedHashMap<>();
    for (int i = 0; i < namesAndPatterns.length; i += 2) {
      patterns.put(
          namesAndPatterns[i], Pattern.compile("(?<![A-Za-z])(" + namesAndPatterns[i + 1] + ")"));
    }
    return patterns;
  }
}
