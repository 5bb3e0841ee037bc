package dev.latchkey.samples;

import dev.latchkey.it.support.ProcessFolder;
import dev.latchkey.samples.classes.ShelfApplication;
import dev.latchkey.samples.classes.ShelfMark;
import dev.latchkey.samples.guarded.Guarded;
import dev.latchkey.samples.guarded.GuardedApplication;
import dev.latchkey.samples.guarded.Item;
import dev.latchkey.samples.microprofile.TimesheetApplication;
import dev.latchkey.samples.overlay.OrdersApplication;
import dev.latchkey.samples.ownmechanism.BadgeMechanism;
import dev.latchkey.samples.ownmechanism.BasicLogin;
import dev.latchkey.samples.resourceserver.StockApplication;
import dev.latchkey.samples.resourceserver.WarehouseServlet;
import jakarta.ws.rs.container.DynamicFeature;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.jwk.JsonWebKey;
import org.slf4j.LoggerFactory;

/** Builds the sample applications, each from its package and from what {@code mvn package} made. */
public final class SampleWars {

  private static final Path TARGET = Path.of("target");
  private static final File WAR = TARGET.resolve("latchkey.war").toFile();
  private static final File JAR = TARGET.resolve("latchkey-resource-server.jar").toFile();

  private SampleWars() {}

  /** Latchkey's WAR with the application as a jar in {@code WEB-INF/lib}. */
  public static WebArchive overlay() {
    JavaArchive application =
        ShrinkWrap.create(JavaArchive.class, "orders.jar")
            .addPackage(OrdersApplication.class.getPackage())
            .addPackage(GuardedApplication.class.getPackage())
            .addAsManifestResource(resource("overlay/web-fragment.xml"), "web-fragment.xml")
            .addAsManifestResource(resource("beans.xml"), "beans.xml");
    return packaged()
        .addAsWebResource(
            new StringAsset("<!doctype html><title>Orders</title>"), "pages/index.html")
        .addAsLibrary(application);
  }

  /** Latchkey's WAR with an application in {@code WEB-INF/classes}, and with its descriptors. */
  static WebArchive overlayOfClasses() {
    return packaged()
        .addPackage(ShelfApplication.class.getPackage())
        .addAsWebResource(new StringAsset("[]"), ".well-known/assetlinks.json")
        .addAsWebResource(new StringAsset("{}"), ".well-known/apple-app-site-association")
        .addAsResource(resource("classes/persistence.xml"), "META-INF/persistence.xml")
        .addAsResource(
            new StringAsset(ShelfMark.class.getName()),
            "META-INF/services/" + DynamicFeature.class.getName())
        .addAsResource(
            properties(Map.of("HEADLESS_JWT_ISSUER", "https://shelf.example.org")),
            "META-INF/microprofile-config.properties")
        .addAsWebInfResource(resource("beans.xml"), "beans.xml");
  }

  /**
   * Latchkey's WAR without what puts it at the root of a server: it goes to the path of its name.
   */
  public static WebArchive relocatable() {
    WebArchive war = packaged();
    for (String name : List.of("glassfish-web.xml", "jboss-web.xml", "ibm-web-ext.xml")) {
      war.delete("/WEB-INF/" + name);
    }
    return war;
  }

  /** Latchkey's WAR, to be changed. */
  static WebArchive packaged() {
    return ShrinkWrap.create(ZipImporter.class, "latchkey.war")
        .importFrom(WAR)
        .as(WebArchive.class);
  }

  /** Latchkey's WAR with one more class. */
  public static WebArchive overlayWith(Class<?> type) {
    return ShrinkWrap.create(ZipImporter.class, "unenforced.war")
        .importFrom(WAR)
        .as(WebArchive.class)
        .addAsLibrary(ShrinkWrap.create(JavaArchive.class, "unenforced.jar").addClass(type));
  }

  /** An application of its own, with the jar. */
  static WebArchive resourceServer(Map<String, String> settings) {
    return withJar("stock.war", settings)
        .addPackage(StockApplication.class.getPackage())
        .addClasses(guarded())
        .addAsWebInfResource(resource("web.xml"), "web.xml");
  }

  /** The same with a mechanism that is a bean of the application. */
  static WebArchive withMechanism(Map<String, String> settings) {
    return withJar("badge.war", settings).addClasses(WarehouseServlet.class, BadgeMechanism.class);
  }

  /** The same with a mechanism that an annotation asks for. */
  static WebArchive withDefinedMechanism(Map<String, String> settings) {
    return withJar("basic.war", settings).addClasses(WarehouseServlet.class, BasicLogin.class);
  }

  /** An application with nothing of ours. */
  public static WebArchive microProfile(Map<String, String> settings) {
    return ShrinkWrap.create(WebArchive.class, "timesheet.war")
        .addPackage(TimesheetApplication.class.getPackage())
        .addAsResource(properties(settings), "META-INF/microprofile-config.properties")
        .addAsWebInfResource(resource("web.xml"), "web.xml")
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  /** What {@code bin/serve} serves where Latchkey is on another server. */
  public static WebArchive nothing() {
    return ShrinkWrap.create(WebArchive.class, "nothing.war")
        .addAsWebResource(new StringAsset("<!doctype html><title>Nothing</title>"), "index.html");
  }

  /** Writes an archive below a folder of this process. */
  public static Path write(Archive<?> archive) {
    return write(archive, archive.getName());
  }

  /** Writes an archive below a folder of this process, under that name. */
  public static Path write(Archive<?> archive, String name) {
    File file = ProcessFolder.of("samples").resolve(name).toFile();
    archive.as(ZipExporter.class).exportTo(file, true);
    return file.toPath().toAbsolutePath();
  }

  private static WebArchive withJar(String name, Map<String, String> settings) {
    return ShrinkWrap.create(WebArchive.class, name)
        .addAsLibrary(JAR)
        .addAsLibraries(jarOf(JsonWebKey.class), jarOf(LoggerFactory.class))
        .addAsResource(properties(settings), "META-INF/microprofile-config.properties")
        .addAsWebInfResource(resource("beans.xml"), "beans.xml");
  }

  /** What both kinds of application have, to be guarded alike. */
  private static Class<?>[] guarded() {
    return new Class<?>[] {Guarded.class, Item.class};
  }

  private static StringAsset properties(Map<String, String> settings) {
    return new StringAsset(
        settings.entrySet().stream()
            .map(s -> s.getKey() + "=" + s.getValue())
            .collect(Collectors.joining("\n")));
  }

  private static String resource(String name) {
    return "dev/latchkey/samples/" + name;
  }

  private static File jarOf(Class<?> type) {
    try {
      URI jar = type.getProtectionDomain().getCodeSource().getLocation().toURI();
      return new File(jar);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
