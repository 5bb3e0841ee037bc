package dev.latchkey.bench;

import dev.latchkey.bench.exchange.ExchangeResource;
import dev.latchkey.bench.mechanism.MechanismApplication;
import dev.latchkey.bench.microprofile.MicroProfileApplication;
import dev.latchkey.bench.parts.PartsApplication;
import dev.latchkey.bench.plain.PlainApplication;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Builds the applications that are compared with. */
final class Wars {

  private static final File WEB_XML = new File("src/test/resources/dev/latchkey/samples/web.xml");

  private Wars() {}

  /**
   * One without security, one with a mechanism that does nothing and an endpoint for bare
   * refreshes, and one with the server's own security; for {@code LATCHKEY_SERVE_ALSO}.
   */
  static String beside(int port, String algorithm) {
    String issuer = "http://127.0.0.1:" + port;
    boolean known = algorithm.equals("RS256") || algorithm.equals("ES256");
    Map<String, String> settings =
        Map.of(
            "mp.jwt.verify.publickey.location",
            issuer + "/.well-known/jwks.json",
            "mp.jwt.verify.publickey.algorithm",
            known ? algorithm : "RS256",
            "mp.jwt.verify.issuer",
            issuer);
    return Stream.of(
            bare("plain.war", PlainApplication.class),
            bare("mechanism.war", MechanismApplication.class)
                .addPackage(ExchangeResource.class.getPackage()),
            microProfile(settings))
        .map(war -> write(war, port))
        .collect(Collectors.joining(" "));
  }

  /** An application of the parts that Latchkey has to be made of, which does nothing. */
  static Path parts() {
    String unit =
        """
        <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
          <persistence-unit name="parts" transaction-type="JTA">
            <properties>
              <property name="jakarta.persistence.schema-generation.database.action" value="create"/>
            </properties>
          </persistence-unit>
        </persistence>
        """;
    return Path.of(
        write(
            bare("parts.war", PartsApplication.class)
                .addAsResource(new StringAsset(unit), "META-INF/persistence.xml"),
            0));
  }

  private static WebArchive bare(String name, Class<?> application) {
    return ShrinkWrap.create(WebArchive.class, name)
        .addPackage(application.getPackage())
        .addAsWebInfResource(WEB_XML, "web.xml")
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  private static WebArchive microProfile(Map<String, String> settings) {
    String properties =
        settings.entrySet().stream()
            .map(s -> s.getKey() + "=" + s.getValue())
            .collect(Collectors.joining("\n"));
    return bare("microprofile.war", MicroProfileApplication.class)
        .addAsResource(new StringAsset(properties), "META-INF/microprofile-config.properties");
  }

  private static String write(WebArchive war, int port) {
    Path file = Path.of("target", "bench", Integer.toString(port), war.getName()).toAbsolutePath();
    file.getParent().toFile().mkdirs();
    war.as(ZipExporter.class).exportTo(file.toFile(), true);
    return file.toString();
  }
}
