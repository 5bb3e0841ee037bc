package dev.latchkey.tokens;

import dev.latchkey.jose.VerifiedAccessToken;
import dev.latchkey.sessions.Session;
import java.util.Optional;

/**
 * An access token that is to be believed.
 *
 * @param session its session, alive and authenticated; empty where that was not looked up
 */
public record AcceptedToken(VerifiedAccessToken token, Optional<Session> session) {}
