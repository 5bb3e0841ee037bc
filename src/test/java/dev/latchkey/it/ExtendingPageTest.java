package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.application.AcceptTerms;
import dev.latchkey.it.application.FormSms;
import dev.latchkey.it.application.PrefixedTokenStrategy;
import dev.latchkey.it.application.TenantClaims;
import dev.latchkey.it.application.TermsServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendingPageTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        PrefixedTokenStrategy.class,
        TenantClaims.class,
        AcceptTerms.class,
        TermsServlet.class,
        FormSms.class
      })
  void page_printsTheTestedExamples(Class<?> example) throws IOException {
    Path source = Path.of("src/test/java", example.getName().replace('.', '/') + ".java");
    String printed =
        Files.readString(source).split("// tag: example\n")[1].split("// end: example")[0];
    assertTrue(
        Files.readString(Path.of("docs/extending.md")).contains("```java\n" + printed + "```"));
  }
}
