package dev.latchkey.torture;

/** People who may administer. */
final class Admins {

  private Admins() {}

  /** Somebody who has just logged in and belongs to the group for it. */
  static Person signedUp(Cluster cluster) {
    Person admin = new Person();
    admin.signUp(cluster.first()).expect(200);
    cluster.postgres().execute(
        cluster.database(),
        "INSERT INTO account_group (account_id, name)"
            + " SELECT account_id, 'latchkey-admin' FROM email_address WHERE email = '" + admin.email() + "'");
    return admin;
  }
}
