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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Takes every caller for the same one, and looks at nothing. Three kinds of requests show the least
 * that other mechanisms do:
 *
 * <ul>
 *   <li>With the header {@code X-Account}, the caller is the account of that number, with the
 *       address and groups that one statement reads: any mechanism that asks the database at each
 *       request.
 *   <li>With a session token, one statement finds its live session with the same data of its
 *       account: any mechanism for opaque tokens.
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

  private static final String SESSION =
      "SELECT a.username, e.email, g.name, a.id, s.id, s.state, s.created, s.expires_at"
          + " FROM session s JOIN account a ON a.id = s.account_id"
          + " LEFT JOIN email_address e ON e.account_id = a.id AND e.is_primary = ? AND e.verified = ?"
          + " LEFT JOIN account_group g ON g.account_id = a.id"
          + " WHERE s.token_hash = ? AND s.expires_at > ?"
          + " AND (s.idle_until IS NULL OR s.idle_until > ?) AND a.active = ?";

  private interface Parameters {
    void setIn(PreparedStatement statement) throws SQLException;
  }

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
    String session = request.getHeader("X-Session-Token");
    if (session != null) {
      return context.notifyContainerAboutLogin("1052", groups(session));
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
    return groups(
        ACCOUNT,
        select -> {
          select.setBoolean(1, true);
          select.setLong(2, account);
        });
  }

  private Set<String> groups(String token) throws AuthenticationException {
    String digest = HexFormat.of().formatHex(sha256(token));
    long now = System.currentTimeMillis();
    return groups(
        SESSION,
        select -> {
          select.setBoolean(1, true);
          select.setBoolean(2, true);
          select.setString(3, digest);
          select.setLong(4, now);
          select.setLong(5, now);
          select.setBoolean(6, true);
        });
  }

  private Set<String> groups(String sql, Parameters parameters) throws AuthenticationException {
    Set<String> groups = new TreeSet<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      parameters.setIn(select);
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          throw new AuthenticationException("no such caller");
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

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
