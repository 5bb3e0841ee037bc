package dev.latchkey.mfa.trust;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.crypto.RandomText;
import dev.latchkey.persistence.Database;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.TrustSettings;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trusted devices of all accounts. Each has a token; only its digest is stored. A token is
 * valid for one account, with the carrier that it was issued for. Call methods that change
 * something in a transaction, with the account locked.
 */
@Shared
public class TrustedDevices {

  /** The most devices of one account; another one takes the place of the oldest. */
  static final int MOST = 50;

  private final Database database;
  private final TrustEpochs epochs;
  private final Duration age;

  @Inject
  public TrustedDevices(Database database, TrustEpochs epochs, Settings settings) {
    this.database = database;
    this.epochs = epochs;
    this.age = settings.get(TrustSettings.COOKIE_AGE);
  }

  /** The devices that an account trusts now, the oldest first. */
  public List<TrustedDevice> of(Account account) {
    return database.transaction(
        () -> {
          String epoch = epochs.of(account);
          return entities()
              .createQuery(
                  "SELECT d FROM TrustedDevice d WHERE d.accountId = :account"
                      + " ORDER BY d.created, d.id",
                  TrustedDevice.class)
              .setParameter("account", account.id())
              .getResultStream()
              .filter(device -> device.isValid(epoch, database.now()))
              .toList();
        });
  }

  /** The device of the current request, if the account trusts it. */
  Optional<TrustedDevice> current(Account account) {
    return shown().values().stream()
        .filter(device -> device.accountId().equals(account.id()))
        .filter(device -> device.isValid(epochs.of(account), database.now()))
        .findFirst();
  }

  /** Whether the current request shows the token of this device. */
  public boolean isCurrent(TrustedDevice device) {
    return digests().contains(device.tokenHash());
  }

  /**
   * Trusts the device of the current request. It takes the place of what the device was to this
   * account before; the device's tokens for other accounts stay as they are.
   *
   * @return all tokens that the device has from now on, the new one first
   */
  DeviceTokens add(Account account) {
    RequestContext client = RequestContext.current();
    Instant now = database.now();
    String epoch = epochs.of(account);
    List<String> tokens = new ArrayList<>();
    tokens.add(RandomText.deviceToken());
    shown()
        .forEach(
            (token, device) -> {
              if (device.accountId().equals(account.id())) {
                remove(device);
              } else if (now.isBefore(device.expiresAt())) {
                tokens.add(token);
              }
            });
    removeInvalid(account, epoch, now);
    of(account).stream()
        .sorted(Comparator.comparing(TrustedDevice::id).reversed())
        .skip(MOST - 1L)
        .forEach(this::remove);
    entities()
        .persist(
            new TrustedDevice(
                account.id(),
                client.carrier().digest(tokens.get(0)),
                epoch,
                client,
                now,
                now.plus(age)));
    entities().flush();
    return new DeviceTokens(tokens);
  }

  /**
   * Records that a login was not asked for a second factor because of this device.
   *
   * @param since when the login began
   * @return false if that was recorded before
   */
  boolean use(TrustedDevice device, Instant since) {
    return 1
        == entities()
            .createNativeQuery(
                "UPDATE trusted_device SET last_used = ?1"
                    + " WHERE id = ?2 AND (last_used IS NULL OR last_used < ?3)")
            .setParameter(1, since.toEpochMilli())
            .setParameter(2, device.id())
            .setParameter(3, since.toEpochMilli())
            .executeUpdate();
  }

  /** Removes a device; false if it was removed before. */
  boolean remove(TrustedDevice device) {
    entities().detach(device);
    return 1
        == entities()
            .createNativeQuery("DELETE FROM trusted_device WHERE id = ?1")
            .setParameter(1, device.id())
            .executeUpdate();
  }

  /** Removes all devices of an account; returns how many it trusted until now. */
  public int removeAll(Account account) {
    List<TrustedDevice> trusted = of(account);
    trusted.forEach(entities()::detach);
    entities()
        .createNativeQuery("DELETE FROM trusted_device WHERE account_id = ?1")
        .setParameter(1, account.id())
        .executeUpdate();
    return trusted.size();
  }

  private void removeInvalid(Account account, String epoch, Instant now) {
    entities()
        .createNativeQuery(
            "DELETE FROM trusted_device"
                + " WHERE account_id = ?1 AND (epoch <> ?2 OR expires_at <= ?3)")
        .setParameter(1, account.id())
        .setParameter(2, epoch)
        .setParameter(3, now.toEpochMilli())
        .executeUpdate();
  }

  /** The devices, of any account, whose tokens the current request shows, by these tokens. */
  private Map<String, TrustedDevice> shown() {
    Map<String, TrustedDevice> shown = new LinkedHashMap<>();
    List<String> digests = digests();
    if (digests.isEmpty()) {
      return shown;
    }
    Map<String, TrustedDevice> byDigest = new HashMap<>();
    entities()
        .createQuery(
            "SELECT d FROM TrustedDevice d WHERE d.tokenHash IN :digests", TrustedDevice.class)
        .setParameter("digests", digests)
        .getResultList()
        .forEach(device -> byDigest.put(device.tokenHash(), device));
    List<String> tokens = RequestContext.current().deviceTokens().texts();
    for (int i = 0; i < tokens.size(); i++) {
      TrustedDevice device = byDigest.get(digests.get(i));
      if (device != null) {
        shown.put(tokens.get(i), device);
      }
    }
    return shown;
  }

  private static List<String> digests() {
    RequestContext client = RequestContext.current();
    return client.deviceTokens().texts().stream()
        .map(token -> client.carrier().digest(token))
        .toList();
  }

  private EntityManager entities() {
    return database.entities();
  }
}
