package dev.latchkey.keys;

/** The state of a key of the ring. */
public enum KeyState {
  /** Published, so that all verifiers have it before it signs. */
  NEXT,
  /** Signs. */
  ACTIVE,
  /** No longer signs, and stays published until the last token it signed has expired. */
  RETIRING,
  /** Not used; its row may be deleted. */
  REMOVED
}
