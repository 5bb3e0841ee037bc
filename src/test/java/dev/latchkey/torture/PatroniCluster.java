package dev.latchkey.torture;

import dev.latchkey.it.support.ProcessFolder;
import dev.latchkey.it.support.ServerProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Three PostgreSQL servers under Patroni with synchronous replication, their etcd, and HAProxy,
 * which leads to the leader. The programs are those of the machine (Debian: {@code postgresql
 * patroni python3-etcd etcd-server haproxy}). All ports are free ones of loopback, all files are in
 * a temporary folder.
 */
final class PatroniCluster implements AutoCloseable {

  private static final int MEMBERS = 3;
  private static final int NOBODY = 65534;
  private static final String DISK = "size=400m";
  private static final Path POSTGRESQL = Path.of("/usr/lib/postgresql");
  private static final Duration START = Duration.ofMinutes(2);

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  private final Path folder;
  private final Process etcd;
  private final Process proxy;
  private final List<Member> members;
  private final int port = ServerProcess.freePort();

  /** Whether the machine has the programs. */
  static boolean isInstalled() {
    return Files.isDirectory(POSTGRESQL)
        && Stream.of("/usr/bin/patroni", "/usr/bin/etcd", "/usr/sbin/haproxy")
            .allMatch(program -> Files.isExecutable(Path.of(program)));
  }

  /** Starts all of it, and waits until a standby is synchronous. */
  PatroniCluster() {
    try {
      folder = Files.createTempDirectory("latchkey-patroni");
      own(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    int etcdPort = ServerProcess.freePort();
    etcd = startEtcd(etcdPort);
    members = IntStream.rangeClosed(1, MEMBERS).mapToObj(i -> new Member(i, etcdPort)).toList();
    members.forEach(Member::start);
    proxy = startProxy();
    awaitHealth();
  }

  /**
   * One server with its Patroni, the ways to it and from it, and, if the tests run as root, a small
   * disk of its own.
   */
  final class Member {

    private final String name;
    private final Path data;
    private final int ownPort = ServerProcess.freePort();
    private final int ownRestPort = ServerProcess.freePort();
    private final Link server = new Link(ownPort);
    private final Link rest = new Link(ownRestPort);
    private final Link toEtcd;
    private final Path disk;
    private final boolean isDiskOwn;
    private Process patroni;
    private List<ProcessHandle> left = List.of();

    private Member(int number, int etcdPort) {
      this.name = "pg" + number;
      this.disk = folder.resolve("disk-" + name);
      this.data = disk.resolve("data");
      this.toEtcd = new Link(etcdPort);
      try {
        Files.createDirectory(disk);
        this.isDiskOwn = isRoot() && run("mount", "-t", "tmpfs", "-o", DISK, "tmpfs", "" + disk);
        own(disk);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void start() {
      Path file = write(name + ".yml", configuration());
      patroni = launch(name, "/usr/bin/patroni", file.toString());
    }

    private String configuration() {
      return String.join(
          "\n",
          "scope: latchkey",
          "name: " + name,
          "restapi: {listen: '127.0.0.1:" + ownRestPort + "', " + connect(rest) + "}",
          // Only a proxy is asked for all; of a host, Patroni takes the addresses of etcd's
          // members.
          // With version 3 of etcd's API, Patroni 3.0.2 overwrites the key of another leader.
          "etcd: {proxy: 'http://127.0.0.1:" + toEtcd.port() + "'}",
          "bootstrap:",
          "  dcs:",
          "    ttl: 20",
          "    loop_wait: 1",
          "    retry_timeout: 3",
          "    synchronous_mode: true",
          "    primary_start_timeout: 0",
          "    master_start_timeout: 0",
          "    postgresql: {use_pg_rewind: true}",
          "  initdb: [encoding: UTF8, locale: C, data-checksums, no-sync]",
          "  pg_hba: ['host all all 127.0.0.1/32 trust', 'host replication all 127.0.0.1/32 trust']",
          "postgresql:",
          "  listen: '127.0.0.1:" + ownPort + "'",
          "  " + connect(server),
          "  data_dir: " + data,
          "  bin_dir: " + programs(),
          "  pgpass: " + folder.resolve(name + ".pgpass"),
          "  authentication:",
          "    superuser: {username: latchkey}",
          "    replication: {username: latchkey}",
          "    rewind: {username: latchkey}",
          "  parameters:",
          "    unix_socket_directories: ''",
          "    fsync: 'off'",
          "    max_connections: 60",
          "    wal_keep_size: 64MB",
          "    wal_sender_timeout: 5s",
          "    wal_receiver_timeout: 5s",
          "");
    }

    private String connect(Link way) {
      return "connect_address: '127.0.0.1:" + way.port() + "'";
    }

    /** Whether Patroni, asked past all ways, says that it leads. */
    private boolean leads() {
      return status("GET", ownRestPort, "/primary", "").orElse(0) == 200;
    }

    /** Ends the database server in the midst of whatever it does. */
    void killServer() {
      server()
          .ifPresent(
              server -> {
                left = server.children().toList();
                server.destroyForcibly();
              });
    }

    /** Nothing goes to it or comes from it any more, without a connection being closed. */
    void silence() {
      Stream.of(server, rest, toEtcd).forEach(Link::silence);
    }

    /** Stops all of its processes where they are. */
    void pause() {
      processes().forEach(process -> signal(process, "STOP"));
    }

    /**
     * Fills the file system that has its data.
     *
     * @return false if it shares that with the machine
     */
    boolean fillDisk() {
      if (!isDiskOwn) {
        return false;
      }
      try (OutputStream out = Files.newOutputStream(filling())) {
        byte[] block = new byte[4096];
        while (true) {
          out.write(block);
        }
      } catch (IOException full) {
        return true;
      }
    }

    private Path filling() {
      return disk.resolve("filling");
    }

    /**
     * Has it go on as if nothing had happened. A process of a killed server that outlives it would
     * keep the server from starting again.
     */
    void comeBack() {
      left.forEach(ProcessHandle::destroyForcibly);
      filling().toFile().delete();
      processes().forEach(process -> signal(process, "CONT"));
      Stream.of(server, rest, toEtcd).forEach(Link::mend);
    }

    private List<ProcessHandle> processes() {
      List<ProcessHandle> all = new ArrayList<>(List.of(patroni.toHandle()));
      server().ifPresent(all::add);
      for (ProcessHandle parent : List.copyOf(all)) {
        parent.descendants().filter(child -> !all.contains(child)).forEach(all::add);
      }
      return all;
    }

    private Optional<ProcessHandle> server() {
      try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
        return ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow()));
      } catch (IOException | UncheckedIOException notRunning) {
        return Optional.empty();
      }
    }

    private void end() {
      if (patroni != null) {
        List<ProcessHandle> all = processes();
        all.forEach(process -> signal(process, "CONT"));
        all.forEach(ProcessHandle::destroyForcibly);
      }
      Stream.of(server, rest, toEtcd).forEach(Link::close);
      if (isDiskOwn) {
        run("umount", "--lazy", "" + disk);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The port at which the leader is reached. */
  int port() {
    return port;
  }

  /** The members that say that they lead; after a fault there may be two for a while. */
  List<Member> leaders() {
    return members.stream().filter(Member::leads).toList();
  }

  /** The leader of a healthy cluster. */
  Member leader() {
    return leaders().stream().findFirst().orElseThrow(() -> new AssertionError("no leader"));
  }

  /** Waits until another member leads. */
  Member awaitLeaderOtherThan(Member former) {
    return await("another leader", () -> leaders().stream().filter(m -> m != former).findFirst());
  }

  /** Has another member lead, in good order. */
  void switchOver() {
    String body = "{\"leader\": \"" + leader() + "\"}";
    int answered = status("POST", leader().ownRestPort, "/switchover", body).orElse(0);
    if (answered != 200) {
      throw new AssertionError("switchover: " + answered);
    }
  }

  /** Waits until one member leads and both others follow, one of them synchronously. */
  void awaitHealth() {
    await("a healthy cluster", () -> Optional.of(followers()).filter("1/2"::equals));
  }

  /** How many followers the leader has, the synchronous ones first. */
  private String followers() {
    if (leaders().size() != 1) {
      return "";
    }
    return query(
        "postgres",
        "SELECT count(*) FILTER (WHERE sync_state = 'sync') || '/' || count(*)"
            + " FROM pg_stat_replication WHERE state = 'streaming' AND application_name LIKE 'pg_'");
  }

  /** The one text that a query of the leader finds; empty if it cannot be reached. */
  String query(String database, String sql) {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=latchkey";
    try (Connection connection = DriverManager.getConnection(url + "&socketTimeout=5");
        Statement statement = connection.createStatement()) {
      boolean found = statement.execute(sql) && statement.getResultSet().next();
      return found ? statement.getResultSet().getString(1) : "";
    } catch (SQLException e) {
      return "";
    }
  }

  private interface Search<T> {
    Optional<T> find();
  }

  private static <T> T await(String what, Search<T> search) {
    long latest = System.nanoTime() + START.toNanos();
    for (; ; ) {
      Optional<T> found = search.find();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() - latest > 0) {
        throw new AssertionError("In vain waited for " + what);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Process startEtcd(int clients) {
    String own = "http://127.0.0.1:" + clients;
    String peers = "http://127.0.0.1:" + ServerProcess.freePort();
    return launch(
        "etcd",
        "/usr/bin/etcd",
        "--name=etcd",
        "--data-dir=" + folder.resolve("etcd-data"),
        "--listen-client-urls=" + own,
        "--advertise-client-urls=" + own,
        "--listen-peer-urls=" + peers,
        "--initial-advertise-peer-urls=" + peers,
        "--initial-cluster=etcd=" + peers,
        "--enable-v2",
        "--log-level=error");
  }

  private Process startProxy() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "defaults",
                "  mode tcp",
                "  timeout connect 2s",
                "  timeout client 10m",
                "  timeout server 10m",
                "  timeout check 1s",
                "listen leader",
                "  bind 127.0.0.1:" + port,
                "  option httpchk OPTIONS /primary",
                "  http-check expect status 200",
                "  default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions"));
    for (Member member : members) {
      lines.add(
          ("  server " + member + " 127.0.0.1:" + member.server.port())
              + (" check port " + member.rest.port()));
    }
    lines.add("");
    Path file = write("haproxy.cfg", String.join("\n", lines));
    return launch("haproxy", "/usr/sbin/haproxy", "-f", file.toString());
  }

  private static Optional<Integer> status(String method, int port, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(method.equals("GET") ? Duration.ofSeconds(1) : Duration.ofMinutes(1))
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return Optional.of(HTTP.send(request, BodyHandlers.ofString()).statusCode());
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path programs() {
    try (Stream<Path> versions = Files.list(POSTGRESQL)) {
      return versions.max(Comparator.naturalOrder()).orElseThrow().resolve("bin");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * PostgreSQL does not run as root; where the tests do, all of it runs as a user without rights.
   */
  private Process launch(String name, String... command) {
    List<String> all = new ArrayList<>();
    if (isRoot()) {
      all.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY));
      all.addAll(List.of("--clear-groups", "--"));
    }
    all.addAll(List.of(command));
    try {
      Path log = ProcessFolder.of("it");
      ProcessBuilder builder =
          new ProcessBuilder(all)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.resolve("patroni-" + name + ".log").toFile());
      builder.environment().put("HOME", folder.toString());
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void own(Path path) throws IOException {
    if (isRoot()) {
      Files.setAttribute(path, "unix:uid", NOBODY);
      Files.setAttribute(path, "unix:gid", NOBODY);
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void signal(ProcessHandle process, String signal) {
    run("kill", "-" + signal, String.valueOf(process.pid()));
  }

  /** Whether it succeeds. */
  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (members != null) {
      members.forEach(Member::end);
    }
    Stream.of(Optional.ofNullable(proxy), Optional.ofNullable(etcd))
        .flatMap(Optional::stream)
        .forEach(Process::destroyForcibly);
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException | UncheckedIOException alreadyGone) {
      // Closed before.
    }
  }
}
