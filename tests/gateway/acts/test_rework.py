"""返工: what failed its verification needs evidence of its own; what was shown before stays on record."""

from __future__ import annotations

import msgspec
import pytest

from console.commands import intents as do
from console.domain.entities import Case, Stage
from tests.gateway.acts.bench import benched, refused
from tests.gateway.harness import case

pytestmark = pytest.mark.operations
OLD, NEW, EYES = "a" * 64, "b" * 64, "c" * 64
AGAIN = do.Dispatch(about="CG-1", departments=("市生态环境局",), note="没有清干净")


def failed():
    return msgspec.structs.replace(
        case(1, Stage.CHECKING), feedback="已清理", handler="li", evidence=(OLD,), department="市生态环境局"
    )


@pytest.mark.parametrize("pictures", [(), (OLD,)], ids=["none", "the old one once more"])
def test_the_pictures_of_a_round_that_failed_close_nothing(tmp_path, pictures):
    async def scenario(bench):
        bench.put(failed())
        bench.must(AGAIN, "wang")
        bench.must(do.Feedback(about="CG-1", text="又清理了", pictures=pictures), "li")
        back = bench.get(Case, "CG-1")
        assert (back.evidence, back.earlier) == ((), (OLD,))
        words = "there is no evidence of the rework"
        refused(bench.act(do.Close(about="CG-1", text="复查", pictures=pictures), "zhao"), words)
        bench.must(do.Close(about="CG-1", text="现场复查", pictures=(EYES,)), "zhao")

    benched(tmp_path, scenario)


def test_a_rework_with_its_own_picture_is_closed_and_every_round_s_pictures_are_kept(tmp_path):
    async def scenario(bench):
        bench.put(failed())
        bench.must(AGAIN, "wang")
        bench.must(do.Feedback(about="CG-1", text="又清理了", pictures=(NEW,)), "li")
        bench.must(AGAIN, "wang")
        twice = bench.get(Case, "CG-1")
        assert (twice.rework, twice.evidence, twice.earlier) == (2, (), (OLD, NEW))
        bench.must(do.Feedback(about="CG-1", text="第三次", pictures=(EYES,)), "li")
        assert bench.get(Case, "CG-1").pictures == (EYES, OLD, NEW), "the newest first, none lost"
        bench.must(do.Close(about="CG-1", text="这次干净了"), "zhao")

    benched(tmp_path, scenario)
