package dev.latchkey.tokens;

import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.VerifiedToken;
import dev.latchkey.sessions.Session;
import java.util.Optional;

/**
 * A token of this server whose session is live and authenticated.
 *
 * @param jwt the verified access or refresh token; empty for a session token
 * @param current false for a refresh token that has already been exchanged
 */
record FoundToken(TokenUse use, Session session, Optional<VerifiedToken> jwt, boolean current) {}
