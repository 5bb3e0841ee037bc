package dev.latchkey.tokens;

import dev.latchkey.persistence.OnPostgresql;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnPostgresql.Partitioned.class)
class RefreshOnPartitionsIT extends RefreshTest {}
