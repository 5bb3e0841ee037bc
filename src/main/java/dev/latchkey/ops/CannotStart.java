package dev.latchkey.ops;

import org.jspecify.annotations.Nullable;

/** The deployment must stop; the message is one sentence that says why and what to do. */
class CannotStart extends RuntimeException {

  CannotStart(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
