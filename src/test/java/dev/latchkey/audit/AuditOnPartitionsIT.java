package dev.latchkey.audit;

import dev.latchkey.persistence.OnPostgresql;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnPostgresql.Partitioned.class)
class AuditOnPartitionsIT extends AuditTest {}
