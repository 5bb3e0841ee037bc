package dev.latchkey.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.Shared;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How the files of the pages are served, and what the server tells them about itself. */
@Shared
public class Pages {

  /** Where browsers are sent that ask for the root. */
  private static final PagesApplication START = PagesApplication.ACCOUNT;

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

  private final Set<PagesApplication> served = EnumSet.noneOf(PagesApplication.class);

  @Inject
  public Pages(Settings settings) {
    Stream.of(PagesApplication.values()).filter(one -> one.isServed(settings)).forEach(served::add);
  }

  /**
   * Whether a file is one of an application that is not served. What applications share is not
   * hidden: it does nothing alone, and an application in the same WAR may have files beside it.
   *
   * @param path within the WAR
   */
  public boolean hide(String path) {
    return PagesApplication.of(path).filter(one -> !served.contains(one)).isPresent();
  }

  /** Adds the headers that a page of theirs needs; to other files it adds none. */
  public void protect(String path, HttpServletResponse response) {
    if (PagesApplication.of(path).isPresent()) {
      HEADERS.forEach(response::setHeader);
    }
  }

  /**
   * Has a servlet receive the paths of the applications without the slash at their end. Otherwise
   * Payara and GlassFish redirect such a request to an absolute address, which lacks the prefix of
   * a proxy. A path that another servlet has is left to that. Call it while the application starts.
   */
  public void mapTo(ServletRegistration servlet) {
    served.forEach(one -> servlet.addMapping(one.path().replaceAll("/$", "")));
  }

  /**
   * Redirects a browser that asks for the root to the account pages, and one that omits the slash
   * after the path of an application to it. Call it if there is no other page. Other clients are
   * not redirected: they can do nothing with a page.
   *
   * <p>The address is relative, so that it is right below a context path, and behind a proxy that
   * adds or removes one (RFC 9110 §10.2.2).
   *
   * @return whether this was such a request, to which the response is complete
   */
  public boolean redirect(HttpServletRequest request, String path, HttpServletResponse response) {
    String accept = request.getHeader("Accept");
    boolean isReading = Set.of("GET", "HEAD").contains(request.getMethod());
    if (!isReading || accept == null || !accept.contains("text/html")) {
      return false;
    }
    return served.stream()
        .filter(one -> path.equals("/") ? one == START : one.path().equals(path + "/"))
        .findFirst()
        .map(
            one -> {
              response.setStatus(HttpServletResponse.SC_FOUND);
              response.setHeader("Location", one.path().substring(1));
              response.addHeader("Vary", "Accept");
              return true;
            })
        .orElse(false);
  }

  /**
   * Sends an application what it must know about the server before it calls the API; 404 if it is
   * not served.
   */
  void sendSettings(
      PagesApplication application, Supplier<ObjectText> settings, HttpServletResponse response)
      throws IOException {
    if (!served.contains(application)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    byte[] body = settings.get().value().toString().getBytes(UTF_8);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-cache");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
