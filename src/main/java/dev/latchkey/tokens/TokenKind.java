package dev.latchkey.tokens;

/** The kinds of token that other servers ask about. */
public enum TokenKind {
  ACCESS("access", "Bearer"),
  REFRESH("refresh", "refresh_token"),
  SESSION("session", "session_token");

  private final String use;
  private final String type;

  TokenKind(String use, String type) {
    this.use = use;
    this.type = type;
  }

  /** What the token is for, in the words of the claim {@code token_use}. */
  public String use() {
    return use;
  }

  /** {@code token_type} of RFC 7662 §2.2. */
  public String type() {
    return type;
  }
}
