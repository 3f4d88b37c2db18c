import type { DatabaseForm } from '../../database/database-file.ts'

/**
 * The tables of the embedded hall store. `entry` is the history and only grows; `admitted` has whom it lets in now, and
 * its key is what admits a ticket once; `tally` counts, so that a long day does not make counting slow.
 */
export const hallFile: DatabaseForm = {
  /** "PoH1" */
  applicationId: 0x506f4831,
  version: 1,
  schema: `
    CREATE TABLE entry (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL CHECK (kind IN ('admitted', 'repeated', 'failed', 'undone')),
      session TEXT NOT NULL, ticket TEXT NOT NULL, gate TEXT NOT NULL, time INTEGER NOT NULL,
      biz_seq TEXT UNIQUE, receipt TEXT, of INTEGER REFERENCES entry (seq), reason TEXT,
      CHECK ((kind = 'undone') = (biz_seq IS NULL)),
      CHECK ((kind = 'undone') = (receipt IS NULL)),
      CHECK ((kind = 'undone') = (reason IS NOT NULL)),
      CHECK ((kind IN ('repeated', 'undone')) = (of IS NOT NULL))
    ) STRICT;
    CREATE INDEX entry_of_session ON entry (session, seq);
    CREATE INDEX entry_of_ticket ON entry (ticket, seq);
    CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
      BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
    CREATE TRIGGER entry_remains BEFORE DELETE ON entry
      BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
    CREATE TABLE admitted (
      session TEXT NOT NULL, ticket TEXT NOT NULL, entry INTEGER NOT NULL UNIQUE REFERENCES entry (seq),
      PRIMARY KEY (session, ticket)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE pending (
      biz_seq TEXT PRIMARY KEY, session TEXT NOT NULL, ticket TEXT NOT NULL, gate TEXT NOT NULL,
      time INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE tally (
      session TEXT NOT NULL, kind TEXT NOT NULL, count INTEGER NOT NULL,
      PRIMARY KEY (session, kind)
    ) STRICT, WITHOUT ROWID;`,
}
