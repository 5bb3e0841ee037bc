package dev.latchkey.bench;

import dev.latchkey.bench.jose.Way;
import dev.latchkey.bench.jose.Ways;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Tokens signed and verified through jose4j, beside the Java runtime alone. */
final class JoseWays implements Bench.Part {

  private static final List<String> ALGORITHMS = List.of("RS256", "ES256", "EdDSA", "HS256");

  @Override
  public void run(Bench.Surroundings all) {
    SideBySide table = new SideBySide(all, "Tokens signed and verified", "tokens");
    for (String algorithm : ALGORITHMS) {
      Map<String, Callable<?>> sign = new LinkedHashMap<>();
      Map<String, Callable<?>> verify = new LinkedHashMap<>();
      for (Way way : Ways.of(algorithm)) {
        String token = SideBySide.call(() -> way.sign(Ways.PAYLOAD));
        sign.put(way.name(), () -> way.sign(Ways.PAYLOAD));
        verify.put(way.name(), () -> way.verify(token));
      }
      table.compare(algorithm + ", sign", sign);
      table.compare(algorithm + ", verify", verify);
    }
  }
}
