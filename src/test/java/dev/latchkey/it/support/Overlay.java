package dev.latchkey.it.support;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The packaged WAR with classes and settings of an application's own in it, as docs/extending.md
 * tells.
 */
public final class Overlay {

  private Overlay() {}

  public static WebArchive of(String settings, Class<?>... classes) {
    return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/latchkey.war"))
        .addClasses(classes)
        .addAsResource(new StringAsset(settings), "META-INF/microprofile-config.properties");
  }
}
