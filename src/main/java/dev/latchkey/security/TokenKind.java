package dev.latchkey.security;

/** The two kinds of token that a caller can be recognised by. */
public enum TokenKind {
  /** Names a session on the server; ends with it. */
  SESSION,
  /** A signed JWT, good by itself until it expires. */
  ACCESS
}
