package dev.latchkey.accounts.emails;

import dev.latchkey.persistence.OnPostgresql;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnPostgresql.class)
class AccountLookupOnPostgresqlIT extends AccountLookupTest {}
