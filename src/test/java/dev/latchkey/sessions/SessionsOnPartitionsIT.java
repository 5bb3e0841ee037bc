package dev.latchkey.sessions;

import dev.latchkey.persistence.OnPostgresql;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnPostgresql.Partitioned.class)
class SessionsOnPartitionsIT extends SessionsTest {}
