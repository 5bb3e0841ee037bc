package badge;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

/** Without a SecurityFilterChain of its own, Spring Boot requires a valid token everywhere. */
@SpringBootApplication
@EnableMethodSecurity(jsr250Enabled = true)
public class BadgeApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(BadgeApplication.class, arguments);
  }
}
