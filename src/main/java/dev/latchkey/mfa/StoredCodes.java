package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.crypto.RandomText;
import dev.latchkey.crypto.secrets.Seal;
import dev.latchkey.crypto.secrets.SecretBox;
import dev.latchkey.crypto.secrets.SecretKeys;
import dev.latchkey.flows.UserCode;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The stored form of recovery codes. The text names the form and the number of codes, and has the
 * rest encrypted: the account and the codes, or, once they cannot be shown again, a key of the set
 * and their digests under it. So a replaced secret key affects neither form.
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
    return text(SEALED, count, account, List.copyOf(codes));
  }

  /** The stored form of codes that will not be shown again. */
  String digests(long account, List<String> codes) {
    String key = RandomText.sessionToken();
    List<String> content = new ArrayList<>(List.of(key));
    codes.forEach(code -> content.add(digest(key, code)));
    return text(DIGESTS, codes.size(), account, content);
  }

  int count(Authenticator set) {
    return Integer.parseInt(parts(set.data())[1]);
  }

  /**
   * The codes; empty if only their digests are stored, or if they were sealed for another account
   * or under another secret key.
   */
  Optional<List<String>> codes(Authenticator set) {
    return isDigests(set) ? Optional.empty() : content(set);
  }

  /** The position of a code in the set, used or not; empty if it is none of them. */
  OptionalInt position(Authenticator set, String typed) {
    List<String> content = content(set).orElse(List.of());
    int at = content.indexOf(typed);
    if (isDigests(set) && !content.isEmpty()) {
      List<String> digests = content.subList(1, content.size());
      at = digests.indexOf(digest(content.get(0), typed));
    }
    return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
  }

  /**
   * The data of a set, sealed with the current secret key; empty if it already is, or cannot be
   * opened.
   */
  Optional<String> sealedAnew(String data) {
    String[] parts = parts(data);
    return box().sealedAnew(parts[2]).map(anew -> parts[0] + ":" + parts[1] + ":" + anew);
  }

  private Optional<List<String>> content(Authenticator set) {
    Optional<List<String>> content =
        box()
            .openText(parts(set.data())[2])
            .map(plain -> List.of(plain.split(",")))
            .filter(all -> all.get(0).equals(set.accountId().toString()))
            .map(all -> all.subList(1, all.size()));
    if (content.isEmpty()) {
      LOG.log(
          Level.ERROR,
          "The recovery codes of account {0} cannot be decrypted: SECRET_KEY is another one than when they"
              + " were stored. Restore SECRET_KEY, or remove the account''s authenticators.",
          set.accountId().toString());
    }
    return content;
  }

  private String text(String form, int count, long account, List<String> content) {
    String plain = account + "," + String.join(",", content);
    return form + ":" + count + ":" + box().sealText(plain);
  }

  private static String digest(String key, String code) {
    return new Seal(SecretKeys.only(key), "recovery-code").sign(code);
  }

  private static boolean isDigests(Authenticator set) {
    return parts(set.data())[0].equals(DIGESTS);
  }

  private static String[] parts(String data) {
    return data.split(":", 3);
  }

  private SecretBox box() {
    return new SecretBox(secrets.keys(), "recovery-codes");
  }
}
