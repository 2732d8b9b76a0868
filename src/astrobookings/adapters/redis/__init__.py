"""What processes share for speed: Redis, by redis-py.

Nothing here is owned by Redis: each adapter says what is true while the server is away, and none
lets a request wait for it twice.
"""
