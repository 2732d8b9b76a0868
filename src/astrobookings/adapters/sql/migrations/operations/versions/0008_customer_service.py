"""Travelers are found by name, either way round, and by e-mail address."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_NAMES = ("by_last_name", "by_first_name", "by_email")
_BATCH = 1000


def _sorted_text() -> sa.types.TypeEngine[str]:
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _folded(*words: str) -> str:
    return " ".join(" ".join(words).split()).casefold()


def upgrade() -> None:
    """Keep names and addresses in one case, too."""
    for name in _NAMES:
        column = sa.Column(name, _sorted_text(), nullable=False, server_default="")
        op.add_column("travelers", column)
    _fill()
    op.create_index("ix_travelers_by_last_name", "travelers", ["by_last_name", "id"])
    op.create_index("ix_travelers_by_first_name", "travelers", ["by_first_name"])
    op.create_index("ix_travelers_by_email", "travelers", ["by_email"])


def _fill() -> None:
    travelers = sa.table(
        "travelers",
        sa.column("id", sa.Uuid),
        *(sa.column(name, sa.Text) for name in ("first_name", "last_name", "email", *_NAMES)),
    )
    named = travelers.update().where(travelers.c.id == sa.bindparam("which"))
    connection = op.get_bind()
    found = sa.select(
        travelers.c.id, travelers.c.first_name, travelers.c.last_name, travelers.c.email
    )
    rows = connection.execute(found).all()
    for begin in range(0, len(rows), _BATCH):
        values = [
            {
                "which": key,
                "by_last_name": _folded(last, first),
                "by_first_name": _folded(first, last),
                "by_email": _folded(email),
            }
            for key, first, last, email in rows[begin : begin + _BATCH]
        ]
        connection.execute(named, values)


def downgrade() -> None:
    """Forget them; they follow from what is there."""
    for name in _NAMES:
        op.drop_index(f"ix_travelers_{name}", "travelers")
    with op.batch_alter_table("travelers") as travelers:
        for name in _NAMES:
            travelers.drop_column(name)
