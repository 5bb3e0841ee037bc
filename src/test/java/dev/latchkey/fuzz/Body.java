package dev.latchkey.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * The body of a request.
 *
 * @param chunked whether it is sent in chunks, without telling its length before
 */
record Body(String text, Charset charset, boolean chunked) {

  private static final int CHUNK = 1_000;

  /** The header that frames it. */
  String header(int length) {
    return chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + length;
  }

  byte[] bytes(UnaryOperator<String> named) {
    return named.apply(text).getBytes(charset);
  }

  byte[] framed(byte[] bytes) {
    if (!chunked) {
      return bytes;
    }
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; at += CHUNK) {
      int size = Math.min(CHUNK, bytes.length - at);
      framed.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      framed.write(bytes, at, size);
      framed.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    framed.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return framed.toByteArray();
  }
}
