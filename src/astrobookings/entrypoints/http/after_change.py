"""What a change lets processes forget before it is answered."""

from astrobookings.entrypoints.http.state import HttpState

__all__ = ["forget_after"]

_BOARD = (
    *("/api/v1/agency/", "/api/v1/booking/", "/sandbox/"),
    *("/traveler/", "/agency/", "/system/"),
)
_CALLERS = ("/api/v1/system/", "/auth/", "/system/users/")


async def forget_after(state: HttpState, path: str, status: int) -> None:
    """Forget what a state-changing request to *path*, answered *status*, may have made untrue.

    Refusals change nothing on the board, except that a declined payment leaves seats held; after
    a crash nobody knows. Pages answer what was done with 303. A session may end with any
    answer: a refresh token used twice does it.
    """
    if path.startswith(_CALLERS):
        state.callers.forget()
    elif path.startswith(_BOARD) and (status < 400 or status == 402 or status >= 500):
        await state.board_watch.bump()
