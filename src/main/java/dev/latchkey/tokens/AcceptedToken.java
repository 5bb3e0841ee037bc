package dev.latchkey.tokens;

import dev.latchkey.jose.VerifiedAccessToken;
import dev.latchkey.sessions.Session;
import java.util.Optional;

/**
 * A valid access token.
 *
 * @param session its session, live and authenticated; empty if it was not looked up
 */
public record AcceptedToken(VerifiedAccessToken token, Optional<Session> session) {}
