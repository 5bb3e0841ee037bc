#!/usr/bin/env bash
# webauthn4j-core 0.32.0.RELEASE; JDK 17
#
# Behaviour: AttestedCredentialDataConverter.convert(byte[]), with which an application reads the credential that it has
# stored, allocates more than 100 KiB for 127 bytes, at each call, however often the same converter is used. The
# CBOR mapper of the ObjectConverter that it was given reads the key in the same bytes with about 1 KiB.
#
# Why it surprises: the converter is given an ObjectConverter, whose purpose is to hold prepared Jackson mappers, and is
# meant to be kept and shared. Yet each call builds a new mapper. A login with a passkey reads one stored credential, and
# the reading costs more than the check of the ES256 signature, which one expects to dominate.
#
# What the documentation says: it shows this converter as the way to store AttestedCredentialData and to read it again,
# and says nothing about cost.
#
# What it means for a user: store the credential id, the AAGUID and the COSE key in columns of their own, and read the
# key with ObjectConverter.getCborMapper(), or keep the deserialized key in a cache.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > Finding.java <<'JAVA'
import com.sun.management.ThreadMXBean;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import java.lang.management.ManagementFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.concurrent.Callable;

public class Finding {
  static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  static final int CALLS = 500;

  public static void main(String[] args) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    ECPublicKey publicKey = (ECPublicKey) generator.generateKeyPair().getPublic();
    COSEKey key = EC2COSEKey.create(publicKey, COSEAlgorithmIdentifier.ES256);
    ObjectConverter objects = new ObjectConverter();
    AttestedCredentialDataConverter converter = new AttestedCredentialDataConverter(objects);
    byte[] stored = converter.convert(new AttestedCredentialData(AAGUID.ZERO, new byte[32], key));
    byte[] cose = objects.getCborMapper().writeValueAsBytes(key);
    if (!converter.convert(stored).getCOSEKey().equals(objects.getCborMapper().readValue(cose, COSEKey.class))) {
      throw new IllegalStateException("the two ways read different keys");
    }
    long converted = allocatedBy(() -> converter.convert(stored));
    long mapped = allocatedBy(() -> objects.getCborMapper().readValue(cose, COSEKey.class));
    System.out.println("stored credential: " + stored.length + " bytes, its key: " + cose.length);
    System.out.println("AttestedCredentialDataConverter.convert(byte[]): " + converted + " KiB per call");
    System.out.println("the given CBOR mapper, for the key alone:        " + mapped + " KiB per call");
    boolean asStated = converted >= 50 && mapped <= 5;
    System.out.println(asStated ? "AS STATED: the converter prepares anew at each call" : "NO LONGER AS STATED");
    System.exit(asStated ? 0 : 1);
  }

  /** After the first calls, which may prepare what is kept. */
  static long allocatedBy(Callable<?> work) throws Exception {
    for (int i = 0; i < CALLS; i++) {
      work.call();
    }
    long before = THREAD.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      work.call();
    }
    return (THREAD.getCurrentThreadAllocatedBytes() - before) / CALLS / 1024;
  }
}
JAVA
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.webauthn4j</groupId><artifactId>webauthn4j-core</artifactId><version>0.32.0.RELEASE</version></dependency>
  </dependencies>
</project>
XML
mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/lib" >mvn.log 2>&1 ||
  { cat mvn.log >&2; exit 2; }
javac -cp "lib/*" Finding.java
java -cp "lib/*:." Finding
