"""What travelers tell of flights, and the seats flown."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_COMPLETED = sa.text("status IN ('completed')")
_INDEXES = {
    "ix_testimonials_newest": ("created_at", "id"),
    "ix_testimonials_best": ("stars", "created_at", "id"),
    "ix_testimonials_status": ("status", "created_at", "id"),
    "ix_testimonials_stars": ("status", "stars", "created_at", "id"),
    "ix_testimonials_launch": ("launch_id", "created_at", "id"),
    "ix_testimonials_agency": ("agency_id", "created_at", "id"),
    "ix_testimonials_traveler": ("traveler_id", "created_at", "id"),
}


def upgrade() -> None:
    """Add the table, and what counts the seats of completed bookings."""
    op.create_index(
        "ix_bookings_completed",
        "bookings",
        ["seat_count"],
        unique=False,
        postgresql_where=_COMPLETED,
        sqlite_where=_COMPLETED,
    )
    op.create_table(
        "testimonials",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("traveler_id", sa.Uuid(), nullable=False),
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("destination", sa.String(length=32), nullable=False),
        sa.Column("flight", sa.JSON(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("shown_name", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("moderated_by", sa.Uuid(), nullable=True),
        sa.Column("moderated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moderation_reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"destination\" IN ('iss', 'low_earth_orbit', 'mars', 'moon')",
            name=op.f("ck_testimonials_destination"),
        ),
        sa.CheckConstraint(
            "\"status\" IN ('approved', 'pending', 'rejected')",
            name=op.f("ck_testimonials_status"),
        ),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_testimonials_stars")),
        sa.CheckConstraint("length(text) BETWEEN 1 AND 2000", name=op.f("ck_testimonials_text")),
        sa.CheckConstraint(
            "(status = 'pending') = (moderated_by IS NULL)",
            name=op.f("ck_testimonials_moderated"),
        ),
        sa.CheckConstraint(
            "status <> 'rejected' OR moderation_reason <> ''",
            name=op.f("ck_testimonials_reason"),
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_testimonials_version")),
        sa.ForeignKeyConstraint(
            ["launch_id"], ["launches.id"], name=op.f("fk_testimonials_launch_id_launches")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_testimonials")),
        sa.UniqueConstraint(
            "traveler_id", "launch_id", name=op.f("uq_testimonials_traveler_id_launch_id")
        ),
    )
    for name, columns in _INDEXES.items():
        op.create_index(name, "testimonials", list(columns), unique=False)


def downgrade() -> None:
    """Drop them."""
    op.drop_table("testimonials")
    op.drop_index("ix_bookings_completed", "bookings")
