package dev.latchkey.webauthn;

import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.ObjectReader;

/** Public keys as they are stored: in the attested credential data (§6.5.1). */
final class StoredKeys {

  /** The AAGUID and the length of the id; the id and the key follow. */
  private static final int HEAD = 18;

  /** An RSA key of 4096 bits takes about 530 bytes. */
  private static final int LONGEST_KEY = 1024;

  private final AttestedCredentialDataConverter converter;
  private final ObjectReader reader;

  StoredKeys(ObjectConverter converter) {
    this.converter = new AttestedCredentialDataConverter(converter);
    this.reader = converter.getCborMapper().readerFor(COSEKey.class);
  }

  /**
   * What to store of a credential; empty if its key is too long: a COSE_Key can have members of any
   * length that no signature needs (RFC 9052 §7.1).
   */
  Optional<byte[]> stored(AttestedCredentialData credential) {
    byte[] stored = converter.convert(credential);
    int key = stored.length - HEAD - credential.getCredentialId().length;
    return key <= LONGEST_KEY ? Optional.of(stored) : Optional.empty();
  }

  /**
   * What is stored of a credential. WebAuthn4J's converter builds a Jackson mapper for each call,
   * which takes longer than the check of a signature; so only the key goes through Jackson, and
   * through one mapper.
   */
  AttestedCredentialData read(Credential credential) {
    byte[] stored = credential.attested();
    byte[] key = Arrays.copyOfRange(stored, HEAD + credential.id().length, stored.length);
    return new AttestedCredentialData(
        new AAGUID(credential.aaguid()), credential.id(), reader.readValue(key));
  }
}
