package dev.latchkey.pages;

import dev.latchkey.Shared;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;

/** How the files of the pages at {@code /account/} are served. */
@Shared
public class AccountPages {

  private static final String PATH = HeadlessSettings.ACCOUNT_PAGES_PATH;

  /**
   * Nothing comes from another origin, nothing is inline, and no script makes markup out of text
   * (Content Security Policy Level 3; Trusted Types §4.2). Submitted forms never leave the script.
   */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; "
              + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=()");

  /** What a browser asks for that wants to see something. */
  private static final Set<String> BEGINNINGS = Set.of("/", "/account");

  private final boolean served;

  @Inject
  public AccountPages(Settings settings) {
    this.served = HeadlessSettings.servesAccountPages(settings);
  }

  /** Whether they are served at all. */
  public boolean areServed() {
    return served;
  }

  /**
   * Whether a file is one of theirs, although they are not served.
   *
   * @param path within the application
   */
  public boolean hide(String path) {
    return !served && path.startsWith(PATH);
  }

  /** Adds the headers that a page of theirs needs; to other files it adds none. */
  public void protect(String path, HttpServletResponse response) {
    if (path.startsWith(PATH)) {
      HEADERS.forEach(response::setHeader);
    }
  }

  /**
   * Redirects a browser to the pages that asks for the application itself. Call it if there is no
   * other page. Other clients are not redirected: they can do nothing with a page.
   *
   * <p>The address is relative, so that it is right below a context path, and behind a proxy that
   * adds or removes one (RFC 9110 §10.2.2).
   *
   * @return whether this was such a request, to which the response is complete
   */
  public boolean redirect(HttpServletRequest request, String path, HttpServletResponse response) {
    String accept = request.getHeader("Accept");
    boolean isReading = Set.of("GET", "HEAD").contains(request.getMethod());
    if (!served
        || !isReading
        || !BEGINNINGS.contains(path)
        || accept == null
        || !accept.contains("text/html")) {
      return false;
    }
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader("Location", PATH.substring(1));
    response.addHeader("Vary", "Accept");
    return true;
  }
}
