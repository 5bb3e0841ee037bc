package dev.latchkey.api.clients;

import dev.latchkey.browser.BrowserRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the CSRF token from the body of a form, and leaves the body to be read again. */
final class FormField {

  private static final int LARGEST = 64 * 1024;

  private FormField() {}

  /** The field; null if the body is no form, has no such field, or is too large. */
  static @Nullable String in(ContainerRequestContext request) {
    String type = request.getHeaderString("Content-Type");
    if (type == null
        || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
      return null;
    }
    try {
      InputStream body = request.getEntityStream();
      byte[] read = body.readNBytes(LARGEST);
      request.setEntityStream(new SequenceInputStream(new ByteArrayInputStream(read), body));
      return value(new String(read, StandardCharsets.ISO_8859_1));
    } catch (IOException brokenOff) {
      return null; // without the token the request is rejected
    }
  }

  /** The token needs no escapes; a client that escapes it anyway is understood. */
  private static @Nullable String value(String form) {
    String name = BrowserRequest.FORM_FIELD + "=";
    for (String pair : form.split("&")) {
      if (pair.startsWith(name)) {
        try {
          return URLDecoder.decode(pair.substring(name.length()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
          return null;
        }
      }
    }
    return null;
  }
}
