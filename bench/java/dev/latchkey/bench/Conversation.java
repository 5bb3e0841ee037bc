package dev.latchkey.bench;

import java.nio.ByteBuffer;

/**
 * What one connection has to say, request after request. What is counted and measured is one
 * request, or several that only together do something. Used by one thread.
 */
interface Conversation {

  /** The bytes of the next request, to be read from position to limit. */
  ByteBuffer next();

  /**
   * Takes note of the answer.
   *
   * @param body its first bytes are the body; valid during the call only
   * @return whether it is the answer that was to be expected
   */
  boolean answered(int status, byte[] body, int length);

  /** Whether the answer that came last completes what is counted. */
  default boolean isComplete() {
    return true;
  }
}
