package dev.latchkey.bench.mechanism;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Takes every caller for the same one, and looks at nothing. Two kinds of requests show the least
 * that other mechanisms do:
 *
 * <ul>
 *   <li>With the header {@code X-Account}, the caller is the account of that number, with the
 *       address and groups that one statement reads: any mechanism that asks the database at each
 *       request.
 *   <li>With a bearer token, it is the token's subject, unless the token has expired. Tokens are
 *       read once, and remembered: any mechanism that verifies a token at its first use only.
 * </ul>
 */
@ApplicationScoped
public class SomebodyMechanism implements HttpAuthenticationMechanism {

  private static final String ACCOUNT =
      "SELECT a.username, e.email, g.name FROM account a"
          + " LEFT JOIN email_address e ON e.account_id = a.id AND e.is_primary = ?"
          + " LEFT JOIN account_group g ON g.account_id = a.id WHERE a.id = ?";

  @Resource(lookup = "java:comp/DefaultDataSource", shareable = false)
  private DataSource dataSource;

  private final Map<String, Known> tokens = new ConcurrentHashMap<>();

  private record Known(String subject, Set<String> groups, Instant ends) {}

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    String token = request.getHeader("Authorization");
    if (token != null) {
      Known known = tokens.computeIfAbsent(token, SomebodyMechanism::read);
      return Instant.now().isBefore(known.ends)
          ? context.notifyContainerAboutLogin(known.subject, known.groups)
          : context.responseUnauthorized();
    }
    String account = request.getHeader("X-Account");
    return context.notifyContainerAboutLogin(
        "1052", account == null ? Set.of("user") : groups(Long.parseLong(account)));
  }

  private static Known read(String authorization) {
    byte[] payload = Base64.getUrlDecoder().decode(authorization.split("[.]")[1]);
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(payload))) {
      JsonObject claims = reader.readObject();
      return new Known(
          claims.getString("sub"), Set.of("user"), Instant.ofEpochSecond(claims.getInt("exp")));
    }
  }

  private Set<String> groups(long account) throws AuthenticationException {
    Set<String> groups = new TreeSet<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(ACCOUNT)) {
      select.setBoolean(1, true);
      select.setLong(2, account);
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          throw new AuthenticationException("no account " + account);
        }
        do {
          String group = rows.getString(3);
          groups.add(group == null ? "user" : group);
        } while (rows.next());
      }
    } catch (SQLException e) {
      throw new AuthenticationException("the database does not answer", e);
    }
    return groups;
  }
}
