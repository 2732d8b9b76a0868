"""Promises kept by the database beyond what table definitions can say."""

from alembic import op

__all__ = [
    "allow_changes",
    "allow_no_changes",
    "keep_invoices_as_issued",
    "keep_turn_around",
    "let_go_of_persons",
]

DAY = 86_400_000_000
"""Microseconds."""

_REFUSE = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""

_TURN_AROUND_POSTGRES = f"""
ALTER TABLE launches ADD CONSTRAINT ex_launches_turn_around EXCLUDE USING gist (
  int8range(rocket_no, rocket_no, '[]') WITH &&,
  int8range(launch_us, launch_us + {DAY}) WITH &&
) WHERE (status <> 'aborted')
"""

_TURN_AROUND_SQLITE = """
CREATE TRIGGER launches_turn_around_{event} BEFORE {when} ON launches
WHEN NEW.status <> 'aborted' AND EXISTS (
  SELECT 1 FROM launches AS other
  WHERE other.rocket_no = NEW.rocket_no AND other.id <> NEW.id AND other.status <> 'aborted'
    AND other.launch_us > NEW.launch_us - {day} AND other.launch_us < NEW.launch_us + {day}
)
BEGIN SELECT RAISE(ABORT, 'ex_launches_turn_around'); END
"""


def _on_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def allow_no_changes(*tables: str) -> None:
    """Refuse UPDATE and DELETE on *tables*, which only ever grow."""
    if _on_postgres():
        op.execute(_REFUSE)
    for table in tables:
        if _on_postgres():
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
            continue
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def allow_changes(*tables: str) -> None:
    """Take back `allow_no_changes`, for a migration that has to."""
    for table in tables:
        if _on_postgres():
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            continue
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{verb}")


_HIDING_POSTGRES = """
CREATE FUNCTION only_hide() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF EXISTS (SELECT 1 FROM forgotten WHERE forgotten.key = OLD.key)
      AND to_jsonb(OLD) - 'fields' = to_jsonb(NEW) - 'fields'
    THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""
_HIDING_SQLITE = (
    """
    CREATE TRIGGER changes_no_update BEFORE UPDATE ON changes
    WHEN NOT EXISTS (SELECT 1 FROM forgotten WHERE key = OLD.key)
      OR (OLD.id, OLD.kind, OLD.key, OLD.version) IS NOT (NEW.id, NEW.kind, NEW.key, NEW.version)
      OR (OLD.service, OLD.action, OLD.actor, OLD.request_id, OLD.at)
        IS NOT (NEW.service, NEW.action, NEW.actor, NEW.request_id, NEW.at)
    BEGIN SELECT RAISE(ABORT, 'changes is append-only'); END
    """,
    """
    CREATE TRIGGER changes_no_delete BEFORE DELETE ON changes
    BEGIN SELECT RAISE(ABORT, 'changes is append-only'); END
    """,
)


def let_go_of_persons() -> None:
    """Refuse UPDATE and DELETE on the change log, but for the values of forgotten records."""
    allow_changes("changes")
    if _on_postgres():
        op.execute(_HIDING_POSTGRES)
        op.execute(
            "CREATE TRIGGER changes_append_only BEFORE UPDATE OR DELETE ON changes "
            "FOR EACH ROW EXECUTE FUNCTION only_hide()"
        )
        return
    for trigger in _HIDING_SQLITE:
        op.execute(trigger)


_AS_ISSUED = (
    "number, kind, agency_id, launch_id, revenue_cents, rate, amount_cents, issued_at, explanation"
)


def keep_invoices_as_issued() -> None:
    """Refuse to change what an invoice says, and to delete one."""
    if _on_postgres():
        op.execute(_REFUSE)
        op.execute(
            f"CREATE TRIGGER invoices_as_issued BEFORE UPDATE OF {_AS_ISSUED} ON invoices "
            f"FOR EACH ROW WHEN (({_rows('OLD')}) IS DISTINCT FROM ({_rows('NEW')})) "
            "EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            "CREATE TRIGGER invoices_no_delete BEFORE DELETE ON invoices "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        return
    op.execute(
        f"CREATE TRIGGER invoices_as_issued BEFORE UPDATE OF {_AS_ISSUED} ON invoices "
        f"WHEN ({_rows('OLD')}) IS NOT ({_rows('NEW')}) "
        "BEGIN SELECT RAISE(ABORT, 'invoices are not changed'); END"
    )
    op.execute(
        "CREATE TRIGGER invoices_no_delete BEFORE DELETE ON invoices "
        "BEGIN SELECT RAISE(ABORT, 'invoices are not deleted'); END"
    )


def _rows(which: str) -> str:
    return ", ".join(f"{which}.{name}" for name in _AS_ISSUED.split(", "))


def keep_turn_around() -> None:
    """Refuse launches of one rocket within 24 hours of each other, aborted ones apart."""
    if _on_postgres():
        op.execute(_TURN_AROUND_POSTGRES)
        return
    for event, when in (
        ("insert", "INSERT"),
        ("update", "UPDATE OF status, launch_us, rocket_no"),
    ):
        op.execute(_TURN_AROUND_SQLITE.format(event=event, when=when, day=DAY))
