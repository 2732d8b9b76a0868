"""What every adapter of `BoardAnswers` must do."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from astrobookings.application.ports.board_answers import BoardAnswers, SharedAnswer
from astrobookings.testing.contracts.threads import at_once

__all__ = ["BoardAnswersContract"]

MOMENT = timedelta(milliseconds=300)
LONG = timedelta(seconds=30)

Pass = Callable[[timedelta], None]


class BoardAnswersContract:
    """Needs fixtures `board_answers` and `pass_time`, which lets its time go by."""

    def test_nothing_is_there_at_first(self, board_answers: BoardAnswers) -> None:
        assert board_answers.find("moon") is None

    def test_an_answer_is_found_under_its_key(self, board_answers: BoardAnswers) -> None:
        board_answers.put("moon", b"\x00answer\xff", LONG)

        found = board_answers.find("moon")

        assert isinstance(found, SharedAnswer)
        assert found.body == b"\x00answer\xff"
        assert timedelta(0) < found.left <= LONG
        assert board_answers.find("mars") is None

    def test_the_newest_answer_is_the_one_found(self, board_answers: BoardAnswers) -> None:
        board_answers.put("moon", b"first", LONG)
        board_answers.put("moon", b"second", LONG)

        found = board_answers.find("moon")

        assert found is not None
        assert found.body == b"second"

    def test_an_answer_is_gone_after_its_time(
        self, board_answers: BoardAnswers, pass_time: Pass
    ) -> None:
        board_answers.put("moon", b"answer", MOMENT)

        pass_time(MOMENT)

        assert board_answers.find("moon") is None

    def test_an_answer_that_came_too_late_is_not_kept(self, board_answers: BoardAnswers) -> None:
        assert board_answers.claim("moon", LONG)

        board_answers.put("moon", b"answer", -MOMENT)

        assert board_answers.find("moon") is None
        assert board_answers.claim("moon", LONG)

    def test_what_is_left_of_an_answer_shrinks(
        self, board_answers: BoardAnswers, pass_time: Pass
    ) -> None:
        board_answers.put("moon", b"answer", LONG)

        pass_time(MOMENT)

        found = board_answers.find("moon")
        assert found is not None
        assert found.left <= LONG - MOMENT

    def test_one_of_many_gets_to_work_an_answer_out(self, board_answers: BoardAnswers) -> None:
        claims = at_once([partial(board_answers.claim, "moon", LONG)] * 8)

        assert sorted(claims) == [False] * 7 + [True]
        assert board_answers.claim("mars", LONG)

    def test_an_answer_that_is_there_is_worked_out_by_nobody(
        self, board_answers: BoardAnswers
    ) -> None:
        board_answers.claim("moon", LONG)

        board_answers.put("moon", b"answer", LONG)

        assert not board_answers.claim("moon", LONG)

    def test_a_claim_ends_with_the_answer(
        self, board_answers: BoardAnswers, pass_time: Pass
    ) -> None:
        board_answers.claim("moon", LONG)
        board_answers.put("moon", b"answer", MOMENT)

        pass_time(MOMENT)

        assert board_answers.claim("moon", LONG)

    def test_a_claim_that_came_to_nothing_is_free_again(self, board_answers: BoardAnswers) -> None:
        board_answers.claim("moon", LONG)

        board_answers.release("moon")
        board_answers.release("mars")

        assert board_answers.claim("moon", LONG)

    def test_a_claim_ends_with_its_lease(
        self, board_answers: BoardAnswers, pass_time: Pass
    ) -> None:
        board_answers.claim("moon", MOMENT)

        pass_time(MOMENT)

        assert board_answers.claim("moon", LONG)
