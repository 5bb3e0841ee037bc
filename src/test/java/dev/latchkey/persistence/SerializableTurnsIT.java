package dev.latchkey.persistence;

import org.junit.jupiter.api.extension.ExtendWith;

/** The same where a transaction that has waited would not see it, and is repeated. */
@ExtendWith(OnPostgresql.Serializable.class)
class SerializableTurnsIT extends TurnsIT {}
