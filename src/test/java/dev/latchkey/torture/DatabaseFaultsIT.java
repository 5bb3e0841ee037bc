package dev.latchkey.torture;

import dev.latchkey.torture.Traffic.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** explore. */
class DatabaseFaultsIT {

  @RegisterExtension static final Cluster CLUSTER = Cluster.forgiving();

  @Test
  void explore() throws Exception {
    List<Person> people = Stream.generate(Person::new).limit(6).toList();
    people.forEach(p -> p.signUp(CLUSTER.first()).expect(200));
    phase(people, "well", () -> {}, () -> {}, 5000);
    phase(people, "stop", () -> CLUSTER.postgres().stop(), () -> CLUSTER.postgres().start(), 12000);
    phase(people, "cut", () -> CLUSTER.link().cut(), () -> CLUSTER.link().mend(), 12000);
    phase(people, "slow", () -> CLUSTER.link().slow(Duration.ofSeconds(5)), () -> CLUSTER.link().mend(), 25000);
    phase(people, "silent", () -> CLUSTER.link().silence(), () -> CLUSTER.link().mend(), 25000);
    phase(people, "locked", () -> {}, () -> {}, 10000);
  }

  private static void phase(List<Person> people, String name, Runnable begin, Runnable end, long ms) throws Exception {
    try (Traffic traffic = new Traffic(people, CLUSTER.nodes())) {
      Thread.sleep(1000);
      begin.run();
      long from = System.nanoTime();
      Thread.sleep(ms);
      long until = System.nanoTime();
      end.run();
      long back = System.nanoTime();
      Thread.sleep(10000);
      print(name + " during", traffic.between(from, until));
      print(name + " across", traffic.all().stream().filter(e -> e.begun() < until && e.ended() > until || e.begun() < from && e.ended() > from).toList());
      print(name + " after", traffic.between(back, System.nanoTime()));
    }
  }

  private static void print(String name, List<Exchange> some) {
    Map<String, List<Exchange>> by = new TreeMap<>();
    some.forEach(e -> by.computeIfAbsent(e.deed() + " " + e.answer().status(), k -> new java.util.ArrayList<>()).add(e));
    System.out.println("== " + name);
    by.forEach((k, v) -> System.out.println("   " + k + " x" + v.size() + " max " + Traffic.longest(v).toMillis() + " ms; " + (v.get(0).answer().status() == 200 ? "" : v.get(0).answer().text() + " " + v.get(0).answer().header("Retry-After"))));
  }
}
