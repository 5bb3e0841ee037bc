package dev.latchkey.it.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends bytes that no HTTP client would, and reads what comes back. */
public final class RawConnection {

  private static final int PATIENCE_MILLIS = 30_000;

  private RawConnection() {}

  /**
   * The answer to a request that is sent as it stands, line by line, the last one being the body.
   */
  public static Raw send(URI server, String requestLine, List<String> headers, String body) {
    StringBuilder request =
        new StringBuilder(requestLine).append("\r\nHost: localhost\r\nConnection: close\r\n");
    headers.forEach(header -> request.append(header).append("\r\n"));
    request.append("\r\n").append(body);
    return send(server, request.toString().getBytes(ISO_8859_1));
  }

  /** The answer to a request that is sent as it stands, with nothing added to it. */
  public static Raw send(URI server, byte[] request) {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        socket.getOutputStream().write(request);
      } catch (SocketException answeredBefore) {
        // A server may reject a request that it does not read to the end.
      }
      return new Raw(readAll(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(
          new String(request, 0, Math.min(200, request.length), ISO_8859_1), e);
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
    return read.toString(ISO_8859_1);
  }

  /** A whole answer, headers and all. */
  public record Raw(String text) {

    public int status() {
      return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }

    public String head() {
      return text.substring(0, Math.max(0, text.indexOf("\r\n\r\n")));
    }

    public String body() {
      return text.substring(Math.min(text.length(), head().length() + 4));
    }

    /** As an HTTP client sees it. */
    public Answer answer() {
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (String line : head().lines().skip(1).toList()) {
        String[] nameAndValue = line.split(":", 2);
        headers
            .computeIfAbsent(nameAndValue[0], n -> new ArrayList<>())
            .add(nameAndValue[1].strip());
      }
      String body = headers.containsKey("Transfer-Encoding") ? withoutChunks(body()) : body();
      try {
        String decoded =
            UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes(ISO_8859_1))).toString();
        return new Answer(status(), HttpHeaders.of(headers, (name, value) -> true), decoded);
      } catch (CharacterCodingException e) {
        throw new AssertionError("The answer is no UTF-8: " + text, e);
      }
    }

    private static String withoutChunks(String body) {
      StringBuilder whole = new StringBuilder();
      String rest = body;
      while (!rest.isEmpty()) {
        int lineEnd = rest.indexOf("\r\n");
        int end = lineEnd + 2 + Integer.parseInt(rest.substring(0, lineEnd).strip(), 16);
        whole.append(rest, lineEnd + 2, end);
        rest = end == lineEnd + 2 ? "" : rest.substring(end + 2);
      }
      return whole.toString();
    }
  }
}
