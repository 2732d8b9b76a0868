"""What the database itself does for the entry log: it finds words, and gives nothing up."""

from alembic import op

__all__ = ["FULL_TEXT", "index_words", "keep_entries"]

FULL_TEXT = ("entry_words", "ix_entries_words")
"""How the names of what only migrations make begin."""

_WORDS_POSTGRES = """
CREATE INDEX ix_entries_words ON entries
USING gin (array_to_tsvector(string_to_array(words, ' ')))
"""

_WORDS_SQLITE = (
    """
    CREATE VIRTUAL TABLE entry_words USING fts5(
      words, content='entries', content_rowid='number', tokenize="unicode61 remove_diacritics 0"
    )
    """,
    """
    CREATE TRIGGER entries_words_added AFTER INSERT ON entries BEGIN
      INSERT INTO entry_words (rowid, words) VALUES (NEW.number, NEW.words);
    END
    """,
    """
    CREATE TRIGGER entries_words_gone AFTER DELETE ON entries BEGIN
      INSERT INTO entry_words (entry_words, rowid, words)
      VALUES ('delete', OLD.number, OLD.words);
    END
    """,
)

_KEPT_POSTGRES = (
    """
    CREATE FUNCTION refuse_forgetting() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.at < (SELECT max(kept_from) FROM entry_retention) THEN
        RETURN OLD;
      END IF;
      RAISE EXCEPTION 'entries is append-only' USING ERRCODE = 'restrict_violation';
    END $$
    """,
    """
    CREATE TRIGGER entries_only_grow BEFORE UPDATE ON entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change()
    """,
    """
    CREATE TRIGGER entries_kept BEFORE DELETE ON entries
    FOR EACH ROW EXECUTE FUNCTION refuse_forgetting()
    """,
    """
    CREATE TRIGGER entries_not_emptied BEFORE TRUNCATE ON entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """,
    """
    CREATE TRIGGER entry_retention_not_emptied BEFORE TRUNCATE ON entry_retention
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """,
)

_KEPT_SQLITE = (
    """
    CREATE TRIGGER entries_only_grow BEFORE UPDATE ON entries
    BEGIN SELECT RAISE(ABORT, 'entries is append-only'); END
    """,
    """
    CREATE TRIGGER entries_kept BEFORE DELETE ON entries
    WHEN OLD.at >= coalesce((SELECT max(kept_from) FROM entry_retention), '')
    BEGIN SELECT RAISE(ABORT, 'entries is append-only'); END
    """,
    # INSERT OR REPLACE would delete without asking the trigger above
    """
    CREATE TRIGGER entries_not_replaced BEFORE INSERT ON entries
    WHEN EXISTS (SELECT 1 FROM entries WHERE id = NEW.id OR number = NEW.number)
    BEGIN SELECT RAISE(IGNORE); END
    """,
)


def _run(*statements: str) -> None:
    for statement in statements:
        op.execute(statement)


def _on_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def index_words() -> None:
    """Let entries be found by their words."""
    _run(*((_WORDS_POSTGRES,) if _on_postgres() else _WORDS_SQLITE))


def keep_entries() -> None:
    """Refuse to change entries, and to delete any but those older than `entry_retention` says."""
    _run(*(_KEPT_POSTGRES if _on_postgres() else _KEPT_SQLITE))
