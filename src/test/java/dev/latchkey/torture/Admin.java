package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;

/** An administrator, who reauthenticates now and then. */
final class Admin {

  private static final String API = "/_latchkey/admin/v1";

  private final Cluster cluster;
  private final Person person = new Person();

  /** Signs up a user, and adds them to the administrators' group. */
  Admin(Cluster cluster) {
    this.cluster = cluster;
    person.signUp(cluster.first()).expect(200);
    cluster
        .postgres()
        .execute(
            cluster.database(),
            "INSERT INTO account_group (account_id, name) VALUES ("
                + account(person)
                + ", 'latchkey-admin')");
  }

  Answer deactivate(Node node, Person other) {
    return send(node, "POST", "/accounts/" + account(other) + "/deactivate");
  }

  Answer rotateKeys(Node node) {
    return send(node, "POST", "/keys/rotate");
  }

  /** The audit events of a user. */
  Answer events(Node node, Person other) {
    return send(node, "GET", "/audit?account=" + account(other));
  }

  private long account(Person user) {
    return cluster.number("SELECT account_id FROM email_address WHERE email = ?", user.email());
  }

  private synchronized Answer send(Node node, String method, String path) {
    Answer answer = node.send(method, API + path, null, person.bySession());
    if (answer.status() != 401) {
      return answer;
    }
    assertTrue(answer.has("/data/flows"), answer::text);
    person.elsewhereTo(node);
    return node.send(method, API + path, null, person.bySession());
  }
}
