package dev.latchkey.keys;

/** Where a key of the ring stands. */
public enum KeyState {
  /** Published, so that everyone knows it by the time it signs. */
  NEXT,
  /** Signs. */
  ACTIVE,
  /** Signs no more, and stays published until the last token it signed has expired. */
  RETIRING,
  /** Out of use; its row may be deleted. */
  REMOVED
}
