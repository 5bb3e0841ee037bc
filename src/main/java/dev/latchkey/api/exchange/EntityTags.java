package dev.latchkey.api.exchange;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Compares entity tags as a conditional request for reading asks (RFC 9110 §13.1.2). */
public final class EntityTags {

  private EntityTags() {}

  /**
   * Whether the client has the current content. Weak tags count as strong ones do, because a proxy
   * that compresses makes ours weak.
   *
   * @param tag the current one, with its quotation marks
   * @param ifNoneMatch the header of the request; a value that is not a list of tags names none
   */
  public static boolean match(String tag, @Nullable String ifNoneMatch) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(","))
            .map(known -> known.strip().replaceFirst("^W/", ""))
            .anyMatch(known -> known.equals("*") || known.equals(tag));
  }
}
