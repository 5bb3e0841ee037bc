package dev.latchkey.resource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lies in the folder from which the jar for resource servers is made. */
class ResourceServerJarTest {

  private static final Path CONTENT = Path.of("target", "resource-server");
  private static final JavaClasses CLASSES = new ClassFileImporter().importPath(CONTENT);

  @Test
  void jar_refersToNoOtherClassOfOurs() {
    Set<String> inside = CLASSES.stream().map(JavaClass::getName).collect(Collectors.toSet());
    DescribedPredicate<JavaClass> left =
        DescribedPredicate.describe(
            "in the jar, the platform or jose4j",
            type ->
                !type.getBaseComponentType().getName().startsWith("dev.latchkey.")
                    || inside.contains(type.getBaseComponentType().getName()));
    classes().should().onlyDependOnClassesThat(left).check(CLASSES);
  }

  @Test
  void jar_needsOnlyThePlatformAndOneLibrary() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "javax.net.ssl..",
            "jakarta..",
            "dev.latchkey..",
            "org.jose4j..",
            "org.eclipse.microprofile.config..",
            "org.jspecify.annotations..") // which a JVM ignores where they are absent
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.persistence..", "jakarta.transaction..", "jakarta.ejb..", "jakarta.mail..")
        .check(CLASSES);
  }

  @Test
  void jar_containsTheMechanismAndTheVerifierButNoAccounts() throws IOException {
    assertEquals(
        Set.of(
            "dev.latchkey.crypto",
            "dev.latchkey.jose",
            "dev.latchkey.jose.keyfiles",
            "dev.latchkey.resource",
            "dev.latchkey.security",
            "dev.latchkey.security.check",
            "dev.latchkey.security.rest"),
        CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()));
    try (Stream<Path> files = Files.walk(CONTENT.resolve("META-INF"))) {
      assertEquals(
          Set.of(
              "beans.xml",
              "jakarta.enterprise.inject.spi.Extension",
              "jakarta.servlet.ServletContainerInitializer",
              "jakarta.ws.rs.container.DynamicFeature"),
          files
              .filter(Files::isRegularFile)
              .map(f -> f.getFileName().toString())
              .collect(Collectors.toSet()));
    }
  }

  @Test
  void sharedPart_dependsOnNeitherOfItsUsers() {
    JavaClasses all = new ClassFileImporter().importPath(Path.of("target", "classes"));
    assertFalse(all.stream().noneMatch(c -> c.getPackageName().equals("dev.latchkey.identity")));
    noClasses()
        .that()
        .resideInAPackage("dev.latchkey.security..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "of another package of ours",
                type ->
                    type.getPackageName().startsWith("dev.latchkey.")
                        && !(type.getPackageName() + ".").startsWith("dev.latchkey.security.")
                        && !Set.of(
                                "dev.latchkey.jose.AuthenticationClaims",
                                "dev.latchkey.jose.TokenUse",
                                "dev.latchkey.jose.TokenCarrier")
                            .contains(type.getName())))
        .check(all);
  }
}
