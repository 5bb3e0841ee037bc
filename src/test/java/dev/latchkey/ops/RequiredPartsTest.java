package dev.latchkey.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RequiredPartsTest {

  private static final Predicate<String> ALL = name -> true;

  @Test
  void server_withAllParts_missesNone() {
    assertEquals(Optional.empty(), new RequiredParts(Server.LIBERTY, ALL, ALL).missing());
  }

  @ParameterizedTest
  @CsvSource({
    "jakarta.enterprise.inject.spi.CDI, CDI, cdi-4.0",
    "jakarta.ws.rs.core.Application, Jakarta REST, restfulWS-3.1",
    "jakarta.persistence.EntityManager, Jakarta Persistence, persistence-3.1",
    "jakarta.security.enterprise.SecurityContext, Jakarta Security, appSecurity-5.0",
    "jakarta.json.Json, JSON Processing, jsonp-2.1",
    "jakarta.enterprise.concurrent.ManagedThreadFactory, Jakarta Concurrency, concurrent-3.0",
    "org.eclipse.microprofile.config.Config, MicroProfile Config, mpConfig-3.1"
  })
  void part_missing_isNamedWithTheFeatureThatAddsIt(String type, String name, String feature) {
    RequiredParts parts =
        new RequiredParts(Server.LIBERTY, ALL.and(asked -> !asked.equals(type)), ALL);
    assertEquals(
        Optional.of(
            "This server has no "
                + name
                + ": add <feature>"
                + feature
                + "</feature> to server.xml."),
        parts.missing());
  }

  @Test
  void dataSource_beforeTheApplicationStarts_isNotLookedUp() {
    assertEquals(
        Optional.empty(), new RequiredParts(Server.LIBERTY, ALL, name -> false).missingPart());
  }

  @ParameterizedTest
  @EnumSource
  void dataSource_missing_isReportedInOneSentenceOnEveryServer(Server server) {
    String sentence = new RequiredParts(server, ALL, name -> false).missing().orElseThrow();
    assertTrue(sentence.startsWith("This server has no default data source: "), sentence);
    assertTrue(sentence.endsWith("."), sentence);
    assertTrue(sentence.lines().count() == 1, sentence);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "Payara Micro, PAYARA_MICRO",
        "Payara Micro 6.2025.10 #badassfish, PAYARA_MICRO",
        "Payara Server  6.2025.9 #badassfish, PAYARA",
        "Eclipse GlassFish  7.0.21, GLASSFISH",
        "WildFly 39.0.1.Final (WildFly Core 31.0.3.Final) - 2.3.20.Final, WILDFLY",
        "Open Liberty/26.0.0.3, LIBERTY",
        "Something else, OTHER",
        "null, OTHER"
      })
  void server_isRecognisedByItsName(String info, Server server) {
    assertEquals(server, Server.of(info));
  }
}
