package dev.latchkey.samples.ownmechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;

/** Has callers authenticated by a mechanism that the server brings. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "warehouse")
public class BasicLogin {}
