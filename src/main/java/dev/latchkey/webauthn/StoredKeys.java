package dev.latchkey.webauthn;

import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import java.util.Arrays;
import tools.jackson.databind.ObjectReader;

/** Public keys as they are stored: in the attested credential data (§6.5.1). */
final class StoredKeys {

  /** The AAGUID and the length of the id; the id and the key follow. */
  private static final int HEAD = 18;

  private final AttestedCredentialDataConverter converter;
  private final ObjectReader reader;

  StoredKeys(ObjectConverter converter) {
    this.converter = new AttestedCredentialDataConverter(converter);
    this.reader = converter.getCborMapper().readerFor(COSEKey.class);
  }

  /** What to store of a credential. */
  byte[] stored(AttestedCredentialData credential) {
    return converter.convert(credential);
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
