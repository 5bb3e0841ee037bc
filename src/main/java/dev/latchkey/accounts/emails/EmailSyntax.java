package dev.latchkey.accounts.emails;

import java.net.IDN;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Pattern;

/**
 * Which strings may be an email address: the dot-atom form of RFC 5321 §4.1.2 before the {@code @},
 * a domain name of at least two labels after it, which may be an internationalised one (RFC 5890).
 *
 * <p>Quoted local parts, comments and address literals are valid in mail and rejected here: users
 * do not sign up with them, and mail software disagrees about their meaning.
 */
public final class EmailSyntax {

  /** The longest address, in characters (RFC 5321 §4.5.3.1.3, less the angle brackets). */
  public static final int LONGEST = 254;

  private static final int LONGEST_LOCAL = 64;
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final Pattern LOCAL = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*+");
  private static final String LABEL_REST = "(?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])";
  private static final Pattern DOMAIN =
      Pattern.compile("(?:[A-Za-z0-9]" + LABEL_REST + "?\\.)+[A-Za-z0-9]" + LABEL_REST);
  private static final Pattern DIGITS_AT_THE_END = Pattern.compile(".*\\.[0-9]+");

  private EmailSyntax() {}

  /**
   * Whether a string is a valid address. The string must be stripped of whitespace. Does not check
   * that the address exists.
   */
  public static boolean isValid(String email) {
    int at = email.lastIndexOf('@');
    if (email.length() > LONGEST
        || at < 1
        || at > LONGEST_LOCAL
        || !LOCAL.matcher(email.substring(0, at)).matches()) {
      return false;
    }
    String domain = ascii(email.substring(at + 1));
    return at + 1 + domain.length() <= LONGEST
        && DOMAIN.matcher(domain).matches()
        && !DIGITS_AT_THE_END.matcher(domain).matches();
  }

  /** The domain in its ASCII form, or an empty string if it is invalid. */
  private static String ascii(String domain) {
    if (domain.chars().allMatch(c -> c < 0x80)) {
      return domain;
    }
    // Look-alike forms (full-width letters, other dots) would make one mailbox look like two.
    if (!domain.codePoints().allMatch(EmailSyntax::mayBeInADomain)
        || !Normalizer.isNormalized(domain, Form.NFKC)
        || domain.startsWith(".")
        || domain.contains("..")) {
      return "";
    }
    try {
      return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException notADomain) {
      return "";
    }
  }

  private static boolean mayBeInADomain(int c) {
    return Character.isLetterOrDigit(c)
        || c == '.'
        || c == '-'
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }
}
