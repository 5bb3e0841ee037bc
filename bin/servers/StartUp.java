import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/**
 * Tells how long a server takes from {@code bin/serve} to the first answer of the API, and how much memory its process
 * has then (Linux only); the medians of some starts. The JDK and the database are those of {@code bin/serve}.
 *
 * <pre>java bin/servers/StartUp.java SERVER [STARTS, 3]</pre>
 */
class StartUp {

  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

  private final Process process;
  private final URI address;

  private StartUp(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.err.println("usage: java bin/servers/StartUp.java SERVER [STARTS]");
      System.exit(2);
    }
    int starts = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    double[] seconds = new double[starts];
    double[] megabytes = new double[starts];
    for (int i = 0; i < starts; i++) {
      long begin = System.nanoTime();
      StartUp server = launch(args[0]);
      try {
        server.awaitAnswer();
        seconds[i] = (System.nanoTime() - begin) / 1e9;
        megabytes[i] = server.resident() / 1e6;
      } finally {
        server.end();
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f s to the first answer, %.0f MB resident (medians of %d)%n",
        args[0],
        median(seconds),
        median(megabytes),
        starts);
  }

  private static StartUp launch(String server) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path log = Files.createTempFile("latchkey-start", ".log");
    log.toFile().deleteOnExit();
    Process process =
        new ProcessBuilder("bin/serve", Integer.toString(port), server)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new StartUp(process, URI.create("http://127.0.0.1:" + port + "/_allauth/app/v1/config"));
  }

  private void awaitAnswer() throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    long deadline = System.nanoTime() + PATIENCE;
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        if (client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // Nothing listens yet.
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("The server does not serve: bin/serve says why.");
  }

  /** Bytes of memory that the largest of the processes has. */
  private double resident() {
    return process.descendants().mapToDouble(StartUp::resident).max().orElse(Double.NaN);
  }

  private static double resident(ProcessHandle process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException ended) {
      return 0;
    }
  }

  private void end() throws InterruptedException {
    process.destroy();
    process.waitFor(60, TimeUnit.SECONDS);
  }

  private static double median(double[] values) {
    double[] sorted = DoubleStream.of(values).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
