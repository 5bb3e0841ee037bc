package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.secrets.Seal;
import dev.latchkey.crypto.secrets.SecretBox;
import dev.latchkey.flows.UserCode;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The stored form of recovery codes. The text names the form and the number of codes. While they
 * can be shown, they follow encrypted; after that, as keyed digests.
 */
@Shared
public class StoredCodes {

  private static final Logger LOG = System.getLogger("dev.latchkey.mfa");
  private static final String SEALED = "sealed";
  private static final String DIGESTS = "digests";

  private final ServerSecrets secrets;
  private final Settings settings;

  @Inject
  public StoredCodes(ServerSecrets secrets, Settings settings) {
    this.secrets = secrets;
    this.settings = settings;
  }

  /** New codes, all different. */
  String generate(long account) {
    int count = settings.get(MfaSettings.RECOVERY_CODE_COUNT);
    UserCode code = new UserCode(settings.get(MfaSettings.RECOVERY_CODE_DIGITS), true, false);
    Set<String> codes = new LinkedHashSet<>();
    while (codes.size() < count) {
      codes.add(code.generate());
    }
    byte[] plain = (account + "," + String.join(",", codes)).getBytes(StandardCharsets.UTF_8);
    return text(SEALED, count, Base64Url.encode(box().seal(plain)));
  }

  /** The stored form of codes that will not be shown again. */
  String digests(long account, List<String> codes) {
    Seal seal = seal();
    return text(
        DIGESTS,
        codes.size(),
        codes.stream().map(c -> seal.sign(account + "/" + c)).collect(Collectors.joining(",")));
  }

  int count(Authenticator set) {
    return Integer.parseInt(parts(set)[1]);
  }

  /**
   * The codes; empty if only their digests are stored, or if they were sealed for another account
   * or under another secret key.
   */
  Optional<List<String>> codes(Authenticator set) {
    String[] parts = parts(set);
    if (!parts[0].equals(SEALED)) {
      return Optional.empty();
    }
    Optional<List<String>> codes =
        Base64Url.decode(parts[2])
            .flatMap(box()::open)
            .map(plain -> List.of(new String(plain, StandardCharsets.UTF_8).split(",")))
            .filter(all -> all.get(0).equals(set.accountId().toString()))
            .map(all -> all.subList(1, all.size()));
    if (codes.isEmpty()) {
      LOG.log(
          Level.ERROR,
          "The recovery codes of account {0} cannot be decrypted: SECRET_KEY is another one than when they"
              + " were stored. Restore SECRET_KEY, or remove the account''s authenticators.",
          set.accountId().toString());
    }
    return codes;
  }

  /** The position of a code in the set, used or not; empty if it is none of them. */
  OptionalInt position(Authenticator set, String typed) {
    String[] parts = parts(set);
    int at =
        parts[0].equals(DIGESTS)
            ? List.of(parts[2].split(",")).indexOf(seal().sign(set.accountId() + "/" + typed))
            : codes(set).map(codes -> codes.indexOf(typed)).orElse(-1);
    return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
  }

  private static String text(String form, int count, String content) {
    return form + ":" + count + ":" + content;
  }

  private static String[] parts(Authenticator set) {
    return set.data().split(":", 3);
  }

  private SecretBox box() {
    return new SecretBox(secrets.keys(), "recovery-codes");
  }

  private Seal seal() {
    return new Seal(secrets.keys(), "recovery-code");
  }
}
