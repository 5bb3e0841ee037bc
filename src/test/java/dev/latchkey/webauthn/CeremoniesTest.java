package dev.latchkey.webauthn;

import static dev.latchkey.webauthn.SoftAuthenticator.BACKED_UP;
import static dev.latchkey.webauthn.SoftAuthenticator.BACKUP_ELIGIBLE;
import static dev.latchkey.webauthn.SoftAuthenticator.USER_PRESENT;
import static dev.latchkey.webauthn.SoftAuthenticator.USER_VERIFIED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.crypto.RandomBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CeremoniesTest {

  private static final String RP_ID = "app.example";
  private static final String ORIGIN = "https://app.example";
  private static final String APP =
      "android:apk-key-hash:pNiP5iKyQ8JwgGOaKA1zGPUPJIS-0H1xKCQcfIoGLck";
  private static final byte[] HANDLE = "42".getBytes(StandardCharsets.UTF_8);

  private final Ceremonies ceremonies = new Ceremonies();
  private final SoftAuthenticator device = new SoftAuthenticator(ORIGIN);
  private final byte[] challenge = RandomBytes.next(32);
  private boolean mustVerify = true;
  private Set<String> origins = Set.of(ORIGIN, APP);

  static Stream<Arguments> kinds() {
    return Stream.of(Algorithm.values())
        .flatMap(
            a ->
                Stream.of(0, BACKUP_ELIGIBLE, BACKUP_ELIGIBLE | BACKED_UP)
                    .flatMap(b -> Stream.of(true, false).map(r -> Arguments.of(a, b, r))));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void credential_ofEachKind_isRegisteredAndAuthenticates(
      Algorithm algorithm, int backup, boolean resident) {
    device.algorithm = algorithm;
    device.flags = USER_PRESENT | USER_VERIFIED | backup;
    device.withUserHandle = resident;
    device.aaguid = UUID.fromString("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4");
    SoftKey key = device.key(HANDLE);

    Credential registered = valid(ceremonies.register(created(key), expected()));
    assertArrayEquals(key.id(), registered.id());
    assertEquals(device.aaguid, registered.aaguid());
    assertEquals((backup & BACKUP_ELIGIBLE) != 0, registered.backupEligible());
    assertEquals((backup & BACKED_UP) != 0, registered.backedUp());
    assertEquals(1, registered.signCount());
    assertTrue(registered.verified());

    Use use = valid(ceremonies.authenticate(signed(key), registered, expected()));
    assertEquals(2, use.credential().signCount());
    assertTrue(use.verified());
    assertFalse(use.counterWentBack());
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(Flaw.ORIGIN, d -> d.origin = "https://evil.example"),
        fault(Flaw.ORIGIN, d -> d.origin = "http://app.example"),
        fault(Flaw.ORIGIN, d -> d.origin = "https://app.example:8443"),
        fault(Flaw.ORIGIN, d -> d.origin = "https://sub.app.example"),
        fault(Flaw.ORIGIN, d -> d.origin = "https://app.example.evil.example"),
        fault(Flaw.ORIGIN, d -> d.origin = APP + "x"),
        fault(Flaw.ORIGIN, d -> d.crossOrigin = true),
        fault(Flaw.RP_ID, d -> d.rpId = "evil.example"),
        fault(Flaw.CHALLENGE, d -> d.challenge = RandomBytes.next(32)),
        fault(Flaw.CHALLENGE, d -> d.challenge = new byte[0]),
        fault(Flaw.TYPE, d -> d.type = "payment.get"),
        fault(Flaw.NOT_PRESENT, d -> d.flags = USER_VERIFIED),
        fault(Flaw.NOT_VERIFIED, d -> d.flags = USER_PRESENT),
        fault(Flaw.BACKUP, d -> d.flags |= BACKED_UP));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void registration_withAFault_isRejected(Flaw flaw, Consumer<SoftAuthenticator> fault) {
    fault.accept(device);

    assertEquals(flaw, flaw(ceremonies.register(created(device.key(HANDLE)), expected())));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void authentication_withAFault_isRejected(Flaw flaw, Consumer<SoftAuthenticator> fault) {
    SoftKey key = device.key(HANDLE);
    Credential registered = registered(key);
    fault.accept(device);

    assertEquals(flaw, flaw(ceremonies.authenticate(signed(key), registered, expected())));
  }

  @Test
  void responseOfTheOtherKind_isRejected() {
    SoftKey key = device.key(HANDLE);
    Credential registered = registered(key);

    device.type = "webauthn.get";
    assertEquals(Flaw.TYPE, flaw(ceremonies.register(created(device.key(HANDLE)), expected())));
    device.type = "webauthn.create";
    assertEquals(Flaw.TYPE, flaw(ceremonies.authenticate(signed(key), registered, expected())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not an origin", "null", "https://"})
  void response_fromAnOddOrigin_isRejected(String odd) {
    device.origin = odd;

    rejected(ceremonies.register(created(device.key(HANDLE)), expected()));
  }

  @Test
  void response_fromAConfiguredApp_isAccepted() {
    device.origin = APP;
    SoftKey key = device.key(HANDLE);
    Credential registered = registered(key);

    valid(ceremonies.authenticate(signed(key), registered, expected()));
  }

  @Test
  void androidOrigin_inAnotherCase_isRejected() {
    device.origin = APP.replace('p', 'P').replace("aPk", "apk").replace("APk", "apk");

    rejected(ceremonies.register(created(device.key(HANDLE)), expected()));
  }

  @Test
  void response_withoutVerification_isAcceptedIfNoneIsRequired() {
    mustVerify = false;
    device.flags = USER_PRESENT;
    SoftKey key = device.key(HANDLE);
    Credential registered = registered(key);

    assertFalse(registered.verified());
    assertFalse(valid(ceremonies.authenticate(signed(key), registered, expected())).verified());
  }

  @Test
  void id_thatDiffersFromRawIdOrTheSignedOne_isRejected() {
    RegistrationResponse r = created(device.key(HANDLE));
    byte[] other = RandomBytes.next(32);
    for (byte[][] ids : new byte[][][] {{other, r.rawId()}, {r.id(), other}, {other, other}}) {
      RegistrationResponse swapped =
          new RegistrationResponse(
              ids[0], ids[1], r.clientDataJson(), r.attestationObject(), r.transports());
      assertEquals(Flaw.ID, flaw(ceremonies.register(swapped, expected())));
    }

    SoftKey key = device.key(HANDLE);
    Credential registered = registered(key);
    AuthenticationResponse a = signed(key);
    for (byte[][] ids : new byte[][][] {{other, a.rawId()}, {a.id(), other}, {other, other}}) {
      AuthenticationResponse swapped =
          new AuthenticationResponse(
              ids[0],
              ids[1],
              a.clientDataJson(),
              a.authenticatorData(),
              a.signature(),
              a.userHandle());
      assertEquals(Flaw.ID, flaw(ceremonies.authenticate(swapped, registered, expected())));
    }
  }

  @Test
  void signature_ofAnotherKey_isRejected() {
    SoftKey key = device.key(HANDLE);
    Credential registered = registered(key);
    AuthenticationResponse own = signed(key);
    AuthenticationResponse forged =
        new AuthenticationResponse(
            own.id(),
            own.rawId(),
            own.clientDataJson(),
            own.authenticatorData(),
            signed(device.key(HANDLE)).signature(),
            own.userHandle());

    assertEquals(Flaw.SIGNATURE, flaw(ceremonies.authenticate(forged, registered, expected())));
  }

  @Test
  void key_ofAnUnacceptedKind_isRejected() {
    device.algorithm = Algorithm.RS256;
    assertEquals(
        Flaw.KEY, flaw(attempted(new SoftKey(Algorithm.RS256, HANDLE, SoftKey.rsa(1024)))));
    assertEquals(
        Flaw.KEY, flaw(attempted(new SoftKey(Algorithm.ES256, HANDLE, SoftKey.ec("secp384r1")))));
  }

  @Test
  void key_withAMemberThatNobodyNeeds_isRejectedIfThatIsLong() {
    SoftKey named = device.key(HANDLE);
    named.name = new byte[16];
    assertTrue(attempted(named) instanceof Verdict.Valid);
    named.name = new byte[1000];
    assertEquals(Flaw.KEY, flaw(attempted(named)));
  }

  private Verdict<Credential> attempted(SoftKey key) {
    return ceremonies.register(created(key), expected());
  }

  @Test
  void counter_thatDoesNotIncrease_isReportedAndKept() {
    SoftKey key = device.key(HANDLE);
    Credential registered = registered(key);
    for (int behind = 0; behind < 2; behind++) {
      key.counter = behind - 1; // the use adds one: 0, then 1
      Use use = valid(ceremonies.authenticate(signed(key), registered, expected()));
      assertTrue(use.counterWentBack());
      assertEquals(1, use.credential().signCount());
    }
  }

  @Test
  void counter_thatStaysZero_isThatOfASyncedPasskey() {
    device.counts = false;
    SoftKey key = device.key(HANDLE);
    Credential registered = registered(key);

    Use use = valid(ceremonies.authenticate(signed(key), registered, expected()));
    assertFalse(use.counterWentBack());
    assertEquals(0, use.credential().signCount());
  }

  @Test
  void backupState_mayChange_butEligibilityMayNot() {
    device.flags |= BACKUP_ELIGIBLE;
    SoftKey key = device.key(HANDLE);
    Credential registered = registered(key);

    device.flags |= BACKED_UP;
    assertTrue(
        valid(ceremonies.authenticate(signed(key), registered, expected()))
            .credential()
            .backedUp());
    device.flags = USER_PRESENT | USER_VERIFIED;
    assertEquals(Flaw.BACKUP, flaw(ceremonies.authenticate(signed(key), registered, expected())));
  }

  @Test
  void verification_doesNotChangeTheCredentialItIsGiven() {
    SoftKey key = device.key(HANDLE);
    Credential registered = registered(key);
    byte[] before = registered.attested().clone();

    valid(ceremonies.authenticate(signed(key), registered, expected()));
    assertEquals(1, registered.signCount());
    assertArrayEquals(before, registered.attested());
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void attestationObject_cutAnywhere_isRejected(Algorithm algorithm) {
    device.algorithm = algorithm;
    RegistrationResponse r = created(device.key(HANDLE));
    byte[] whole = r.attestationObject();
    for (int length = 0; length < whole.length; length++) {
      rejected(ceremonies.register(with(r, Arrays.copyOf(whole, length)), expected()));
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void attestationObject_withAnyByteChanged_isDecidedWithoutAnException(Algorithm algorithm) {
    device.algorithm = algorithm;
    RegistrationResponse r = created(device.key(HANDLE));
    Damage.each(r.attestationObject()).forEach(d -> ceremonies.register(with(r, d), expected()));
  }

  @Tag("slow")
  @Test
  void clientData_withAnyByteChanged_isDecidedWithoutAnException() {
    RegistrationResponse r = created(device.key(HANDLE));
    Damage.each(r.clientDataJson())
        .forEach(
            d ->
                ceremonies.register(
                    new RegistrationResponse(
                        r.id(), r.rawId(), d, r.attestationObject(), r.transports()),
                    expected()));
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void authentication_withAnyByteChanged_isRejected(Algorithm algorithm) {
    device.algorithm = algorithm;
    SoftKey key = device.key(HANDLE);
    Credential registered = registered(key);
    AuthenticationResponse a = signed(key);
    valid(ceremonies.authenticate(a, registered, expected()));

    Damage.each(a.clientDataJson())
        .forEach(
            d -> rejected(authenticate(registered, a, d, a.authenticatorData(), a.signature())));
    Damage.each(a.authenticatorData())
        .forEach(d -> rejected(authenticate(registered, a, a.clientDataJson(), d, a.signature())));
    Damage.each(a.signature())
        .forEach(
            d ->
                rejected(
                    authenticate(registered, a, a.clientDataJson(), a.authenticatorData(), d)));
  }

  /** Java 17 ignores zeros at the end of an Ed25519 signature, which is little-endian. */
  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void signature_withZerosAppended_isRejected(Algorithm algorithm) {
    device.algorithm = algorithm;
    SoftKey key = device.key(HANDLE);
    Credential registered = registered(key);
    AuthenticationResponse a = signed(key);
    byte[] longer = Arrays.copyOf(a.signature(), a.signature().length + 1);

    Verdict<Use> verdict =
        authenticate(registered, a, a.clientDataJson(), a.authenticatorData(), longer);

    assertEquals(Flaw.SIGNATURE, flaw(verdict));
  }

  @ParameterizedTest
  @MethodSource("dev.latchkey.webauthn.Damage#odd")
  void bytes_ofAnyOddKind_areRejected(byte[] odd) {
    RegistrationResponse r = created(device.key(HANDLE));
    rejected(ceremonies.register(with(r, odd), expected()));
    rejected(
        ceremonies.register(
            new RegistrationResponse(r.id(), r.rawId(), odd, r.attestationObject(), r.transports()),
            expected()));
    SoftKey key = device.key(HANDLE);
    Credential registered = registered(key);
    AuthenticationResponse a = signed(key);
    rejected(authenticate(registered, a, odd, a.authenticatorData(), a.signature()));
    rejected(authenticate(registered, a, a.clientDataJson(), odd, a.signature()));
    rejected(authenticate(registered, a, a.clientDataJson(), a.authenticatorData(), odd));
  }

  private Verdict<Use> authenticate(
      Credential credential,
      AuthenticationResponse a,
      byte[] clientData,
      byte[] authenticatorData,
      byte[] signature) {
    return ceremonies.authenticate(
        new AuthenticationResponse(
            a.id(), a.rawId(), clientData, authenticatorData, signature, a.userHandle()),
        credential,
        expected());
  }

  private static RegistrationResponse with(RegistrationResponse r, byte[] attestationObject) {
    return new RegistrationResponse(
        r.id(), r.rawId(), r.clientDataJson(), attestationObject, r.transports());
  }

  private Expectation expected() {
    return new Expectation(new RelyingParty(RP_ID, origins), challenge, mustVerify);
  }

  private RegistrationResponse created(SoftKey key) {
    return device.create(key, RP_ID, challenge);
  }

  private AuthenticationResponse signed(SoftKey key) {
    return device.get(key, RP_ID, challenge);
  }

  private Credential registered(SoftKey key) {
    return valid(ceremonies.register(created(key), expected()));
  }

  private static <T> T valid(Verdict<T> verdict) {
    assertInstanceOf(Verdict.Valid.class, verdict, verdict::toString);
    return ((Verdict.Valid<T>) verdict).result();
  }

  private static Flaw flaw(Verdict<?> verdict) {
    assertInstanceOf(Verdict.Rejected.class, verdict);
    return ((Verdict.Rejected<?>) verdict).flaw();
  }

  private static void rejected(Verdict<?> verdict) {
    flaw(verdict);
  }

  private static Arguments fault(Flaw flaw, Consumer<SoftAuthenticator> fault) {
    return Arguments.of(flaw, fault);
  }
}
