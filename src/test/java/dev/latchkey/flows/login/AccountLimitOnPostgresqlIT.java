package dev.latchkey.flows.login;

import dev.latchkey.persistence.OnPostgresql;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnPostgresql.class)
class AccountLimitOnPostgresqlIT extends AccountLimitTest {}
