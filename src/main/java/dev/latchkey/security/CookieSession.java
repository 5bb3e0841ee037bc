package dev.latchkey.security;

/** What the cookies of a request say about its session. */
public sealed interface CookieSession {

  /** Nothing; or cookies do not identify callers here. */
  CookieSession NONE = new None();

  /** There is a session cookie, but another site may have made the request. */
  CookieSession REJECTED = new Rejected();

  /** No session cookie. */
  record None() implements CookieSession {}

  /** A session cookie in a request that is rejected. */
  record Rejected() implements CookieSession {}

  /**
   * A session cookie with a possible value.
   *
   * @param value its value
   */
  record Present(String value) implements CookieSession {

    /** Shows nothing of the value. */
    @Override
    public String toString() {
      return "session cookie";
    }
  }
}
