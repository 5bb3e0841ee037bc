package dev.latchkey.it.support;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The packaged WAR with a jar of an application in it, which has classes and settings, as
 * docs/extending.md tells.
 */
public final class Overlay {

  private Overlay() {}

  public static WebArchive of(String settings, Class<?>... classes) {
    JavaArchive application =
        ShrinkWrap.create(JavaArchive.class, "application.jar")
            .addClasses(classes)
            .addAsManifestResource(new StringAsset(settings), "microprofile-config.properties")
            .addAsManifestResource("dev/latchkey/samples/beans.xml", "beans.xml");
    return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/latchkey.war"))
        .addAsLibrary(application);
  }
}
