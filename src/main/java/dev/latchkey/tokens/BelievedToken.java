package dev.latchkey.tokens;

import dev.latchkey.jose.VerifiedToken;
import dev.latchkey.sessions.Session;
import java.util.Optional;

/**
 * An access token that is to be believed.
 *
 * @param session its session, alive and authenticated; empty where that was not looked up
 */
public record BelievedToken(VerifiedToken token, Optional<Session> session) {}
