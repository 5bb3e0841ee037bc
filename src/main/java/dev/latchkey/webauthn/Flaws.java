package dev.latchkey.webauthn;

import com.webauthn4j.verifier.exception.BadAlgorithmException;
import com.webauthn4j.verifier.exception.BadBackupEligibleFlagException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.IllegalBackupStateException;
import com.webauthn4j.verifier.exception.InconsistentClientDataTypeException;
import com.webauthn4j.verifier.exception.MissingChallengeException;
import com.webauthn4j.verifier.exception.NotAllowedAlgorithmException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import java.util.Map;

/** The flaw that an exception of WebAuthn4J stands for. */
final class Flaws {

  private static final Map<Class<? extends RuntimeException>, Flaw> BY_EXCEPTION =
      Map.ofEntries(
          Map.entry(BadAlgorithmException.class, Flaw.KEY),
          Map.entry(BadBackupEligibleFlagException.class, Flaw.BACKUP),
          Map.entry(BadChallengeException.class, Flaw.CHALLENGE),
          Map.entry(BadOriginException.class, Flaw.ORIGIN),
          Map.entry(BadRpIdException.class, Flaw.RP_ID),
          Map.entry(BadSignatureException.class, Flaw.SIGNATURE),
          Map.entry(BadTopOriginException.class, Flaw.ORIGIN),
          Map.entry(CrossOriginException.class, Flaw.ORIGIN),
          Map.entry(IllegalBackupStateException.class, Flaw.BACKUP),
          Map.entry(InconsistentClientDataTypeException.class, Flaw.TYPE),
          Map.entry(MissingChallengeException.class, Flaw.CHALLENGE),
          Map.entry(NotAllowedAlgorithmException.class, Flaw.KEY),
          Map.entry(UserNotPresentException.class, Flaw.NOT_PRESENT),
          Map.entry(UserNotVerifiedException.class, Flaw.NOT_VERIFIED));

  private Flaws() {}

  static Flaw of(RuntimeException thrown) {
    return BY_EXCEPTION.getOrDefault(thrown.getClass(), Flaw.MALFORMED);
  }
}
