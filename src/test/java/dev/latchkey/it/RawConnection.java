package dev.latchkey.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends bytes that no HTTP client would, and reads what comes back. */
final class RawConnection {

  private static final int PATIENCE_MILLIS = 30_000;

  private RawConnection() {}

  /** The answer to a request that is sent as it stands, line by line, the last one being the body. */
  static Raw send(URI server, String requestLine, List<String> headers, String body) {
    StringBuilder request = new StringBuilder(requestLine).append("\r\nHost: localhost\r\nConnection: close\r\n");
    headers.forEach(header -> request.append(header).append("\r\n"));
    request.append("\r\n").append(body);
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new Raw(readAll(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(requestLine + " " + headers, e);
    }
  }

  private static String readAll(Socket socket) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n; (n = socket.getInputStream().read(buffer)) >= 0; ) {
        read.write(buffer, 0, n);
      }
    } catch (SocketException cutOff) {
      // A server may hang up on a request that it does not read to the end.
    }
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  /** A whole answer, headers and all. */
  record Raw(String text) {

    int status() {
      return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }

    String head() {
      return text.substring(0, Math.max(0, text.indexOf("\r\n\r\n")));
    }

    String body() {
      return text.substring(Math.min(text.length(), head().length() + 4));
    }
  }
}
