package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Together;
import dev.latchkey.persistence.MemoryDatabase;
import dev.latchkey.persistence.Migrations;
import dev.latchkey.torture.Traffic.Exchange;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** Nodes of two releases serve on one schema, so that they can be replaced one after the other. */
class RollingUpgradeIT {

  /** The schemas of earlier releases, as {@code pg_dump --schema-only --inserts} writes them. */
  private static final Path RELEASED = Path.of("src/test/resources/dev/latchkey/torture/released");

  private static final String HISTORY = "latchkey_schema_history";

  @RegisterExtension static final Cluster CLUSTER = Cluster.forgiving();

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** When a node was replaced. */
  private record Gone(Node node, long begun, long ended) {

    /**
     * It said so, or was gone; in the moment between, the server answers in the application's
     * place.
     */
    boolean explains(Exchange exchange) {
      boolean says = exchange.status() == Traffic.NO_ANSWER || exchange.status() == 503;
      boolean isTheServers = exchange.status() == 500 && exchange.answer().text().isEmpty();
      return exchange.node() == node
          && exchange.ended() - begun >= 0
          && exchange.begun() - ended <= 0
          && (says || isTheServers);
    }
  }

  @Test
  void database_empty_isMigratedOnce() {
    DataSource empty = database();
    assertTrue(new Migrations(empty).run() > 0);
    assertEquals(0, new Migrations(empty).run());
    expectEntitiesToBeThere(empty);
  }

  @Test
  void database_emptyWithNodesStartedConcurrently_isMigratedOnce() {
    int nodes = 8;
    int all = new Migrations(database()).run();
    for (int i = 0; i < Effort.of(2, 25); i++) {
      DataSource empty = database();
      List<Integer> run = Together.run(nodes, () -> new Migrations(empty).run());
      // The nodes take turns at each migration: one of them may find some done by another.
      assertEquals(all, run.stream().mapToInt(Integer::intValue).sum(), run::toString);
      expectEntitiesToBeThere(empty);
    }
  }

  @Test
  void firstSchema_isMigratedToThisRelease() {
    DataSource first = database();
    Flyway.configure()
        .dataSource(first)
        .locations("classpath:dev/latchkey/persistence/migrations")
        .table(HISTORY)
        .target("1")
        .load()
        .migrate();
    new Migrations(first).run();
    assertEquals(0, new Migrations(first).run());
    expectEntitiesToBeThere(first);
  }

  @Test
  void schemaOfEachRelease_isMigratedToThisRelease() throws IOException {
    for (Path dump : released()) {
      String name = create();
      CLUSTER.postgres().execute(name, Files.readString(dump));
      DataSource old = dataSource(name);
      new Migrations(old).run();
      assertEquals(0, new Migrations(old).run(), dump::toString);
      expectEntitiesToBeThere(old);
    }
  }

  @Test
  void node_onASchemaExtendedByTheNextRelease_serves() throws InterruptedException {
    List<Person> people = Stream.generate(Person::new).limit(6).toList();
    people.forEach(p -> p.signUp(CLUSTER.first()).expect(200));
    List<Exchange> all;
    List<Gone> gone = new ArrayList<>();
    try (Traffic traffic = new Traffic(people, CLUSTER.nodes())) {
      Thread.sleep(1_000);
      addToTheSchema(CLUSTER.database());
      Thread.sleep(Effort.of(2_000, 10_000));
      if (Effort.FULL) {
        // Nodes are replaced in turn; clients of the one that stops get 503 and use the other.
        for (Node node : CLUSTER.nodes()) {
          long begun = System.nanoTime();
          node.restart();
          gone.add(new Gone(node, begun, System.nanoTime()));
        }
      }
      traffic.close();
      all = traffic.all();
    }
    all.stream()
        .filter(e -> gone.stream().noneMatch(time -> time.explains(e)))
        .forEach(e -> assertEquals(200, e.status(), e::toString));
    people.forEach(p -> p.refresh(CLUSTER.second()).expect(200));
    Figures.of("schema of the next release, nodes of this one")
        .with("threads", people.size())
        .with("requests", all.size())
        .with("sessions lost", 0)
        .write();
  }

  @Test
  void node_onTheSchemaOfTheNextRelease_starts() {
    String name = create();
    DataSource later = dataSource(name);
    new Migrations(later).run();
    addToTheSchema(name);
    assertEquals(0, new Migrations(later).run());
    expectEntitiesToBeThere(later);
  }

  /** What a migration of the next release may do: it adds, and what it adds may be left out. */
  private static void addToTheSchema(String database) {
    CLUSTER
        .postgres()
        .execute(
            database,
            "ALTER TABLE account ADD COLUMN added_later VARCHAR(20);"
                + "ALTER TABLE session ADD COLUMN added_later BIGINT DEFAULT 0 NOT NULL;"
                + "ALTER TABLE refresh_token ADD COLUMN added_later BOOLEAN;"
                + "CREATE TABLE made_later (id BIGINT NOT NULL PRIMARY KEY, account_id BIGINT REFERENCES account);"
                + "INSERT INTO "
                + HISTORY
                + " (installed_rank, version, description, type, script, installed_by, execution_time, success)"
                + " VALUES (9000, '9000', 'later', 'SQL', 'V9000__later.sql', 'later', 1, TRUE)");
  }

  /** Reads every table through every entity, column by column. */
  private static void expectEntitiesToBeThere(DataSource dataSource) {
    try (EntityManagerFactory factory = MemoryDatabase.factory(dataSource);
        EntityManager entities = factory.createEntityManager()) {
      for (EntityType<?> type : factory.getMetamodel().getEntities()) {
        entities.createQuery("SELECT e FROM " + type.getName() + " e").getResultList();
      }
    }
  }

  private static List<Path> released() throws IOException {
    if (!Files.isDirectory(RELEASED)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(RELEASED)) {
      return files.filter(f -> f.toString().endsWith(".sql")).sorted().toList();
    }
  }

  private static DataSource database() {
    return dataSource(create());
  }

  private static String create() {
    String name = "upgrade_" + COUNT.incrementAndGet();
    CLUSTER.postgres().create(name);
    return name;
  }

  private static DataSource dataSource(String name) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(CLUSTER.postgres().url(name));
    return dataSource;
  }
}
