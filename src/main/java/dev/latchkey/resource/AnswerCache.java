package dev.latchkey.resource;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Caches introspections of valid tokens for a fixed time, never beyond {@code exp}, and at most the
 * latest ten thousand. Thread-safe.
 */
class AnswerCache {

  static final int MOST = 10_000;

  private final Duration keepFor;
  private final Clock clock;

  private final Map<String, Kept> answers =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > MOST;
        }
      };

  private record Kept(JsonObject answer, Instant until) {}

  /**
   * @param keepFor zero to keep nothing
   */
  AnswerCache(Duration keepFor, Clock clock) {
    this.keepFor = keepFor;
    this.clock = clock;
  }

  synchronized Optional<JsonObject> find(String digest) {
    Kept kept = answers.get(digest);
    if (kept == null) {
      return Optional.empty();
    }
    if (!clock.instant().isBefore(kept.until)) {
      answers.remove(digest);
      return Optional.empty();
    }
    return Optional.of(kept.answer);
  }

  synchronized void keep(String digest, JsonObject answer) {
    Instant until = clock.instant().plus(keepFor);
    if (answer.get("exp") instanceof JsonNumber exp && exp.longValue() < until.getEpochSecond()) {
      until = Instant.ofEpochSecond(Math.max(0, exp.longValue()));
    }
    if (clock.instant().isBefore(until)) {
      answers.remove(digest);
      answers.put(digest, new Kept(answer, until));
    }
  }
}
