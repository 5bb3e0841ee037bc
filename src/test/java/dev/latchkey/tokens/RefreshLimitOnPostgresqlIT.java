package dev.latchkey.tokens;

import dev.latchkey.persistence.OnPostgresql;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnPostgresql.class)
class RefreshLimitOnPostgresqlIT extends RefreshLimitTest {}
