package dev.latchkey.ops;

/** The deployment must stop; the message is one sentence that says why and what to do. */
class CannotStart extends RuntimeException {

  CannotStart(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
