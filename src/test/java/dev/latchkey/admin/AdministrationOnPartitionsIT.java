package dev.latchkey.admin;

import dev.latchkey.persistence.OnPostgresql;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnPostgresql.Partitioned.class)
class AdministrationOnPartitionsIT extends AdministrationTest {}
