package dev.latchkey.ops;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The known servers, and how administrators add missing parts to each. Only the words of messages
 * depend on the server.
 */
enum Server {
  PAYARA_MICRO,
  PAYARA,
  GLASSFISH,
  WILDFLY,
  LIBERTY,
  OTHER;

  private static final String SET_POOL =
      "asadmin set resources.jdbc-resource.jdbc/__default.pool-name=POOL";

  /**
   * As far as it can be determined before deployment: by system properties that the server sets.
   */
  static Server here() {
    if (System.getProperty("wlp.install.dir") != null) {
      return LIBERTY;
    }
    return System.getProperty("jboss.home.dir") != null ? WILDFLY : OTHER;
  }

  /**
   * @param serverInfo the name of the servlet container
   */
  static Server of(@Nullable String serverInfo) {
    String name = serverInfo == null ? "" : serverInfo.toLowerCase(Locale.ROOT);
    if (name.contains("payara")) {
      return name.contains("micro") ? PAYARA_MICRO : PAYARA;
    }
    if (name.contains("glassfish")) {
      return GLASSFISH;
    }
    if (name.contains("wildfly") || name.contains("undertow") || name.contains("jboss")) {
      return WILDFLY;
    }
    return name.contains("liberty") || name.contains("websphere") ? LIBERTY : OTHER;
  }

  /** How to add a part of Jakarta EE or MicroProfile. @param feature its name in Open Liberty */
  String howToAdd(String feature) {
    return switch (this) {
      case LIBERTY -> "add <feature>" + feature + "</feature> to server.xml";
      case WILDFLY -> "start WildFly with standalone.xml or standalone-microprofile.xml";
      default -> "deploy on a server with Jakarta EE 10 and MicroProfile Config";
    };
  }

  /** How to configure a default data source. */
  String howToAddDataSource() {
    return switch (this) {
      case LIBERTY -> "add <dataSource id=\"DefaultDataSource\"> with a jdbcDriver to server.xml";
      case WILDFLY ->
          "run /subsystem=ee/service=default-bindings:write-attribute(name=datasource,"
              + "value=java:jboss/datasources/NAME) in jboss-cli.sh";
      case PAYARA_MICRO ->
          "put set resources.jdbc-resource.jdbc/__default.pool-name=POOL into the file that --prebootcommandfile names";
      case PAYARA -> "run " + SET_POOL;
      case GLASSFISH -> "run asadmin start-database for its default Derby, or " + SET_POOL;
      case OTHER -> "bind one to java:comp/DefaultDataSource";
    };
  }

  /** How to make the container accept callers from Latchkey's mechanism. */
  String howToEnableSecurity() {
    return this == WILDFLY
        ? "run /subsystem=undertow/application-security-domain=other:write-attribute(name=integrated-jaspi,value=false)"
            + " in jboss-cli.sh, then reload"
        : "let its Jakarta Security accept callers from an authentication mechanism of the "
            + "application";
  }
}
