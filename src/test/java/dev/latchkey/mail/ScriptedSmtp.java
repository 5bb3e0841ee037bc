package dev.latchkey.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server with a reply of the test's choice to each command. */
final class ScriptedSmtp implements AutoCloseable {

  final Map<String, String> replies = new ConcurrentHashMap<>();
  final List<String> commands = new CopyOnWriteArrayList<>();
  private final ServerSocket listening;

  ScriptedSmtp() {
    try {
      listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread server = new Thread(this::serve, "scripted-smtp");
    server.setDaemon(true);
    server.start();
  }

  int port() {
    return listening.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (Socket client = listening.accept()) {
        converse(client);
      } catch (IOException clientOrTestIsGone) {
        // The next one, if there is one.
      }
    }
  }

  private void converse(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    write(client, "220 mail.example.org ESMTP");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      commands.add(line);
      String verb = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
      String reply = replies.getOrDefault(verb, verb.equals("DATA") ? "354 go on" : "250 2.0.0 OK");
      write(client, reply);
      if (reply.startsWith("354")) {
        while (!".".equals(in.readLine())) {
          // The mail.
        }
        write(client, replies.getOrDefault("END", "250 2.0.0 OK"));
      }
    }
  }

  private static void write(Socket client, String reply) throws IOException {
    client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }
}
