package dev.latchkey.texts;

/**
 * The error codes clients see: part of the wire contract, so their spelling never changes. Each has
 * a text in every {@link Language}.
 */
public final class ErrorCodes {

  // Fields
  public static final String REQUIRED = "required";
  public static final String INVALID = "invalid";

  /** Argument: the greatest length. */
  public static final String MAX_LENGTH = "max_length";

  /** Argument: the smallest length. */
  public static final String INVALID_LIST = "invalid_list";

  public static final String INVALID_PK_VALUE = "invalid_pk_value";
  public static final String INVALID_CHOICE = "invalid_choice";

  /** Arguments: the smallest and the greatest value. */
  public static final String INVALID_INTEGER = "invalid_integer";

  // Requests as a whole
  public static final String INVALID_JSON = "invalid_json";
  public static final String INVALID_ENCODING = "invalid_encoding";
  public static final String NOT_AN_OBJECT = "not_an_object";

  /** Argument: the greatest depth. */
  public static final String TOO_DEEP = "too_deep";

  public static final String DUPLICATE_KEY = "duplicate_key";
  public static final String INVALID_CHARACTERS = "invalid_characters";

  /** Argument: the largest size in bytes. */
  public static final String TOO_LARGE = "too_large";

  public static final String UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type";
  public static final String BAD_REQUEST = "bad_request";
  public static final String NOT_FOUND = "not_found";
  public static final String METHOD_NOT_ALLOWED = "method_not_allowed";
  public static final String NOT_ACCEPTABLE = "not_acceptable";
  public static final String TOO_MANY_REQUESTS = "too_many_requests";
  public static final String CONFLICT = "conflict";
  public static final String FORBIDDEN = "forbidden";
  public static final String CSRF_FAILED = "csrf_failed";
  public static final String UNAUTHORIZED = "unauthorized";

  /** Argument: the incident id that the log shows too. */
  public static final String SERVER_ERROR = "server_error";

  public static final String UNAVAILABLE = "unavailable";
  public static final String BUSY = "busy";

  // Sign-up and login
  public static final String INVALID_LOGIN = "invalid_login";
  public static final String EMAIL_PASSWORD_MISMATCH = "email_password_mismatch";
  public static final String USERNAME_PASSWORD_MISMATCH = "username_password_mismatch";
  public static final String EMAIL_TAKEN = "email_taken";
  public static final String USERNAME_TAKEN = "username_taken";
  public static final String ACCOUNT_EXISTS = "account_exists";
  public static final String TOO_MANY_LOGIN_ATTEMPTS = "too_many_login_attempts";
  public static final String SIGNUP_CLOSED = "signup_closed";

  // Passwords
  /** Argument: the smallest length. */
  public static final String PASSWORD_TOO_SHORT = "password_too_short";

  public static final String PASSWORD_TOO_COMMON = "password_too_common";
  public static final String PASSWORD_ENTIRELY_NUMERIC = "password_entirely_numeric";
  public static final String PASSWORD_TOO_SIMILAR = "password_too_similar";
  public static final String ENTER_CURRENT_PASSWORD = "enter_current_password";
  public static final String INCORRECT_PASSWORD = "incorrect_password";

  // Codes, keys and tokens
  public static final String INCORRECT_CODE = "incorrect_code";
  public static final String INVALID_OR_EXPIRED_KEY = "invalid_or_expired_key";
  public static final String INVALID_PASSWORD_RESET = "invalid_password_reset";
  public static final String INVALID_TOKEN = "invalid_token";

  public static final String INVALID_BOOTSTRAP_TOKEN = "invalid_bootstrap_token";
  public static final String BOOTSTRAP_CLOSED = "bootstrap_closed";

  /** Argument: the greatest length. */
  public static final String TOKEN_TOO_LONG = "token_too_long";

  // Addresses
  public static final String DUPLICATE_EMAIL = "duplicate_email";
  public static final String UNKNOWN_EMAIL = "unknown_email";
  public static final String UNVERIFIED_PRIMARY_EMAIL = "unverified_primary_email";
  public static final String CANNOT_REMOVE_PRIMARY_EMAIL = "cannot_remove_primary_email";

  /** Argument: the greatest number. */
  public static final String MAX_EMAIL_ADDRESSES = "max_email_addresses";

  // Second factors
  public static final String ADD_EMAIL_BLOCKED = "add_email_blocked";
  public static final String CANNOT_GENERATE_RECOVERY_CODES = "cannot_generate_recovery_codes";

  /** Argument: the greatest number. */
  public static final String MAX_PASSKEYS = "max_passkeys";

  private ErrorCodes() {}
}
