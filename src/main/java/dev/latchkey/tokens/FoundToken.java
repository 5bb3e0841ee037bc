package dev.latchkey.tokens;

import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.VerifiedToken;
import dev.latchkey.sessions.Session;
import java.util.Optional;

/**
 * A token of ours whose session lives and is authenticated.
 *
 * @param jwt what an access or refresh token says; empty for a session token
 * @param current false for a refresh token that has been exchanged for another
 */
record FoundToken(TokenUse use, Session session, Optional<VerifiedToken> jwt, boolean current) {}
