package dev.latchkey;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.latchkey.api.HeadlessApplication;
import dev.latchkey.api.admin.AdminApplication;
import dev.latchkey.api.exchange.OwnResources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.WriterInterceptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may know what. A new package takes its place in one of the three lists. */
class ArchitectureTest {

  private static final String ROOT = "dev.latchkey";

  /** Everything that knows HTTP or the server. */
  private static final List<String> EDGE =
      List.of("api", "browser", "identity", "ops", "pages", "resource", "security", "web");

  /** What users and applications can do. */
  private static final List<String> FEATURES =
      List.of("accounts", "admin", "flows", "mfa", "passwords", "sessions", "tokens");

  /** What features are built on; usable without a container. */
  private static final List<String> FOUNDATIONS =
      List.of(
          "audit",
          "crypto",
          "jose",
          "keys",
          "mail",
          "metrics",
          "persistence",
          "request",
          "settings",
          "texts",
          "throttle",
          "webauthn");

  /** A larger package has a part that should be a package of its own. */
  private static final int MOST_CLASSES = 28;

  private static final int MOST_PARAMETERS = 8;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void packages_atMostTwoLevelsDeep_haveTheirPlace() {
    Set<String> known =
        new TreeSet<>(Stream.of(EDGE, FEATURES, FOUNDATIONS).flatMap(List::stream).toList());
    Set<String> misplaced = new TreeSet<>();
    for (String name : packages()) {
      String[] levels = name.split("\\.");
      if (levels.length > 2 || !known.contains(levels[0])) {
        misplaced.add(name);
      }
    }

    assertTrue(misplaced.isEmpty(), () -> "too deep, or in none of the lists: " + misplaced);
  }

  @Test
  void packages_haveAtMost28Classes() throws IOException {
    for (String name : packages()) {
      try (Stream<Path> files =
          Files.list(Path.of("src/main/java/dev/latchkey", name.split("\\.")))) {
        long classes =
            files
                .filter(f -> f.toString().endsWith(".java") && !f.endsWith("package-info.java"))
                .count();
        assertTrue(classes <= MOST_CLASSES, () -> name + " has " + classes + " classes");
      }
    }
  }

  @Test
  void foundations_dependOnNeitherFeaturesNorTheEdge() {
    noClasses()
        .that()
        .resideInAnyPackage(in(FOUNDATIONS))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(in(EDGE))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(in(FOUNDATIONS))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(in(FEATURES))
        .check(CLASSES);
  }

  @Test
  void features_doNotDependOnTheEdge() {
    noClasses()
        .that()
        .resideInAnyPackage(in(FEATURES))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(in(EDGE))
        .check(CLASSES);
  }

  @Test
  void commonPackages_dependOnNoOther() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".*..")
        .check(CLASSES);
  }

  @Test
  void packages_onEitherLevel_haveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void jose_knowsOnlyCrypto() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".jose..")
        .should()
        .dependOnClassesThat(areOursOutsideOf("jose", "crypto"))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".crypto..")
        .should()
        .dependOnClassesThat(areOursOutsideOf("crypto"))
        .check(CLASSES);
  }

  @Test
  void settingTypes_knowNothing() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".settings.types")
        .should()
        .dependOnClassesThat(areOursOutsideOf("settings.types"))
        .check(CLASSES);
  }

  @Test
  void http_isUsedByTheEdgeAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(in(EDGE))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..", "jakarta.security..")
        .check(CLASSES);
  }

  @Test
  void vendorClasses_areNotUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.jboss..",
            "org.wildfly..",
            "org.hibernate..",
            "com.ibm..",
            "io.openliberty..",
            "fish.payara..",
            "com.sun..",
            "sun..",
            "org.glassfish..",
            "org.apache.openejb..",
            "org.apache.tomee..",
            "org.eclipse.persistence..",
            "org.postgresql..",
            "org.h2..")
        .check(CLASSES);
  }

  @Test
  void json_isReadAndWrittenInOnePlace() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.json.bind..", "com.fasterxml..")
        .check(CLASSES);
  }

  /** The build relocates WebAuthn4J in this package only. */
  @Test
  void webauthn_isTheOnlyCallerOfWebAuthn4J_andKnowsNothingElse() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".webauthn")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.webauthn4j..", "tools.jackson..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".webauthn")
        .should()
        .dependOnClassesThat(areOursOutsideOf("webauthn"))
        .check(CLASSES);
  }

  @Test
  void packages_areDocumented() {
    List<String> silent =
        CLASSES.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(p -> !p.getName().equals(ROOT))
            .filter(p -> !hasInfo(p))
            .map(JavaPackage::getName)
            .toList();

    assertTrue(silent.isEmpty(), () -> "without a package-info.java: " + silent);
  }

  @Test
  void beansOutsideTheEdge_needNoProxy() {
    noClasses()
        .that()
        .resideOutsideOfPackages(in(EDGE))
        .should()
        .beAnnotatedWith(ApplicationScoped.class)
        .check(CLASSES);
  }

  /**
   * With two applications in one WAR, Jersey loses what it injects into providers of the other
   * scopes.
   */
  @Test
  void restProviders_haveNoScopeOrThatOfTheRequest() {
    noClasses()
        .that(areRestProviders())
        .and()
        .areNotAnnotatedWith(Shared.class)
        .should()
        .beAnnotatedWith(ApplicationScoped.class)
        .orShould()
        .beAnnotatedWith(Singleton.class)
        .orShould()
        .beMetaAnnotatedWith(Singleton.class)
        .orShould()
        .beAnnotatedWith(Dependent.class)
        .check(CLASSES);
  }

  /**
   * If a resource leaves its types to the server, or names only the wildcard, Jersey keeps a route
   * for each readable type combined with each writable one. It compares each request with all of
   * them.
   */
  @Test
  void resources_nameTheTypesThatTheyConsumeAndProduce() {
    List<Class<?>> resources = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      if (type.isAnnotatedWith(jakarta.ws.rs.Path.class)) {
        resources.add(type.reflect());
      }
    }
    assertTrue(resources.size() >= 40);
    for (Class<?> resource : resources) {
      List<String> consumed = List.of(resource.getAnnotation(Consumes.class).value());
      assertTrue(consumed.contains(MediaType.WILDCARD), () -> resource + " rejects some types");
      assertTrue(isConcrete(consumed), () -> resource + " consumes only the wildcard");
      Stream.concat(Stream.of(resource), Stream.of(resource.getMethods()))
          .map(element -> element.getAnnotation(Produces.class))
          .filter(Objects::nonNull)
          .forEach(
              produces ->
                  assertTrue(isConcrete(List.of(produces.value())), () -> resource.toString()));
      assertNotNull(resource.getAnnotation(Produces.class), () -> resource + " names no type");
    }
  }

  private static boolean isConcrete(List<String> types) {
    return types.stream().anyMatch(type -> !type.equals(MediaType.WILDCARD));
  }

  /** Jersey injects nothing into them, and what belongs to one request would be seen by others. */
  @Test
  void restProvidersThatRequestsShare_haveOnlyFinalFields() {
    fields()
        .that()
        .areDeclaredInClassesThat(areRestProviders())
        .and()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(Shared.class)
        .should()
        .beFinal()
        .check(CLASSES);
  }

  /** A feature registers the instance; of a class that is listed, servers make their own. */
  @Test
  void restApplications_listNoBeansThatRequestsShare() {
    List<Class<?>> listed =
        Stream.of(new HeadlessApplication(), new AdminApplication())
            .flatMap(application -> application.getClasses().stream())
            .filter(type -> type.isAnnotationPresent(Shared.class))
            .toList();

    assertEquals(List.of(), listed);
  }

  /** What belongs to one request would be seen by others. */
  @Test
  void edgeBeansThatRequestsShare_haveOnlyInjectedFields() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(ApplicationScoped.class)
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage(ROOT + ".api..")
        .and()
        .areNotStatic()
        .should()
        .beAnnotatedWith(Inject.class)
        .check(CLASSES);
  }

  /** What has the annotation is found by an application of the same WAR that lists no classes. */
  @Test
  void restProviders_butFeatures_areNotFoundByScanning() {
    noClasses()
        .that(areRestProviders())
        .and()
        .areNotAssignableTo(DynamicFeature.class)
        .should()
        .beAnnotatedWith(Provider.class)
        .check(CLASSES);
  }

  @Test
  void restApplications_sayThatTheyAreOurs() {
    classes()
        .that()
        .areAssignableTo(Application.class)
        .should()
        .accessField(OwnResources.class, "PROPERTIES")
        .check(CLASSES);
  }

  @Test
  void classNames_sayTheirPurpose() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .check(CLASSES);
    classes().that(areResources()).should().haveSimpleNameEndingWith("Resource").check(CLASSES);
  }

  /**
   * A class that needs more has more than one task. Records are exempt: their components are named
   * where they are read.
   */
  @Test
  void constructors_butThoseOfRecords_takeAtMostEightParameters() {
    List<String> longer =
        CLASSES.stream()
            .filter(c -> !c.isRecord())
            .flatMap(c -> c.getConstructors().stream())
            .filter(c -> c.getParameters().size() > MOST_PARAMETERS)
            .map(JavaConstructor::getFullName)
            .toList();

    assertTrue(longer.isEmpty(), longer::toString);
  }

  @Test
  void clocks_areInjected() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callConstructor(Date.class)
        .check(CLASSES);
  }

  /** The digits of some languages are others than those of codes, SQL and JSON. */
  @Test
  void texts_areNotFormattedForTheServersLanguage() {
    noClasses()
        .should()
        .callMethod(String.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(String.class, "formatted", Object[].class)
        .orShould()
        .callMethod(String.class, "toLowerCase")
        .orShould()
        .callMethod(String.class, "toUpperCase")
        .check(CLASSES);
  }

  /** The packages there are, without the root's name. */
  private static Set<String> packages() {
    Set<String> there = new TreeSet<>();
    CLASSES.forEach(
        c -> there.add(c.getPackageName().substring(ROOT.length()).replaceFirst("^\\.", "")));
    there.remove("");
    return there;
  }

  private static DescribedPredicate<JavaClass> areOursOutsideOf(String... packages) {
    return DescribedPredicate.describe(
        "are ours and outside of " + List.of(packages),
        c ->
            (c.getPackageName() + ".").startsWith(ROOT + ".")
                && Stream.of(packages)
                    .noneMatch(p -> (c.getPackageName() + ".").startsWith(ROOT + "." + p + ".")));
  }

  private static DescribedPredicate<JavaClass> areRestProviders() {
    return DescribedPredicate.describe(
        "are JAX-RS providers",
        c ->
            Stream.of(
                    ContainerRequestFilter.class,
                    ContainerResponseFilter.class,
                    DynamicFeature.class,
                    Feature.class,
                    ExceptionMapper.class,
                    MessageBodyReader.class,
                    MessageBodyWriter.class,
                    ReaderInterceptor.class,
                    WriterInterceptor.class,
                    ContextResolver.class,
                    ParamConverterProvider.class)
                .anyMatch(c::isAssignableTo));
  }

  private static DescribedPredicate<JavaClass> areResources() {
    return DescribedPredicate.describe(
        "are at a path", c -> c.isAnnotatedWith("jakarta.ws.rs.Path") && !c.isAnonymousClass());
  }

  /**
   * The compiler leaves no class behind for a file that only has a comment; so this looks for the
   * source.
   */
  private static boolean hasInfo(JavaPackage p) {
    return Files.exists(
        Path.of("src/main/java", p.getName().replace('.', '/'), "package-info.java"));
  }

  private static String[] in(List<String> packages) {
    return packages.stream().map(p -> ROOT + "." + p + "..").toArray(String[]::new);
  }
}
