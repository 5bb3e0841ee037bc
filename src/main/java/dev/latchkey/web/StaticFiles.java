package dev.latchkey.web;

import dev.latchkey.api.exchange.EntityTags;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The files of the WAR, and of an application merged into it: pages, scripts, pictures. Latchkey's
 * default servlet replaces the server's own servlet for files.
 *
 * <p>Files are served unchanged, with the server's type for their name. Clients cache them and
 * revalidate them each time ({@code ETag}, RFC 9110 §8.8.3).
 */
final class StaticFiles {

  private static final String WELCOME = "index.html";

  /** Which apps of iOS may use passkeys of the domain; Apple requires JSON, and a bare name. */
  private static final String APPLE_APPS = "/.well-known/apple-app-site-association";

  private StaticFiles() {}

  /**
   * Responds with the file at the request's path.
   *
   * @return false, without a response, if there is none, or the method is neither GET nor HEAD
   */
  static boolean serve(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean isHead = "HEAD".equals(request.getMethod());
    if (!isHead && !"GET".equals(request.getMethod())) {
      return false;
    }
    Optional<String> path = path(request);
    Optional<URL> file = path.isEmpty() ? Optional.empty() : find(request, path.get());
    if (file.isEmpty()) {
      return false;
    }
    URLConnection connection = file.get().openConnection();
    connection.setUseCaches(false);
    try (InputStream content = connection.getInputStream()) {
      String tag =
          "\"" + connection.getLastModified() + "-" + connection.getContentLengthLong() + "\"";
      response.setHeader("ETag", tag);
      response.setHeader("Cache-Control", "no-cache");
      if (EntityTags.match(tag, request.getHeader("If-None-Match"))) {
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        return true;
      }
      response.setContentType(type(path.get(), request.getServletContext()));
      if (connection.getContentLengthLong() >= 0) {
        response.setContentLengthLong(connection.getContentLengthLong());
      }
      if (!isHead) {
        content.transferTo(response.getOutputStream());
      }
    }
    return true;
  }

  private static String type(String path, ServletContext context) {
    if (path.equals(APPLE_APPS)) {
      return "application/json";
    }
    String type = context.getMimeType(path);
    return type == null ? "application/octet-stream" : type;
  }

  /**
   * The path within the WAR; for a folder, that of its welcome file. Empty for files that are not
   * public.
   */
  private static Optional<String> path(HttpServletRequest request) {
    String path = AskedPath.of(request);
    String upper = path.toUpperCase(Locale.ROOT);
    boolean isPrivate =
        upper.contains("WEB-INF")
            || upper.contains("META-INF")
            || path.contains("..")
            || path.indexOf('\\') >= 0
            || path.indexOf('\0') >= 0
            || !path.startsWith("/");
    if (isPrivate) {
      return Optional.empty();
    }
    return Optional.of(path.endsWith("/") ? path + WELCOME : path);
  }

  private static Optional<URL> find(HttpServletRequest request, String path) throws IOException {
    ServletContext context = request.getServletContext();
    Set<String> beside = context.getResourcePaths(path.substring(0, path.lastIndexOf('/') + 1));
    boolean isFile = beside != null && beside.contains(path); // folders are listed with a slash
    return isFile ? Optional.ofNullable(context.getResource(path)) : Optional.empty();
  }
}
