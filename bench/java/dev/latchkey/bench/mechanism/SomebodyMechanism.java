package dev.latchkey.bench.mechanism;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Takes every caller for the same one, and looks at nothing; with the header {@code X-Account}, for
 * the account of that number, with the address and groups that one statement reads. That is the
 * least that any mechanism does which asks the database at each request.
 */
@ApplicationScoped
public class SomebodyMechanism implements HttpAuthenticationMechanism {

  private static final String ACCOUNT =
      "SELECT a.username, e.email, g.name FROM account a"
          + " LEFT JOIN email_address e ON e.account_id = a.id AND e.is_primary = ?"
          + " LEFT JOIN account_group g ON g.account_id = a.id WHERE a.id = ?";

  @Resource(lookup = "java:comp/DefaultDataSource", shareable = false)
  private DataSource dataSource;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    String account = request.getHeader("X-Account");
    return context.notifyContainerAboutLogin(
        "1052", account == null ? Set.of("user") : groups(Long.parseLong(account)));
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
