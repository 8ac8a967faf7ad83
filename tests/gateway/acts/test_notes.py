"""备注 and 批示."""

from __future__ import annotations

import pytest

from console.commands import intents as do
from console.commands.envelope import Verdict
from console.domain.entities import Note
from tests.gateway.acts.bench import benched, refused
from tests.gateway.harness import NOW

pytestmark = pytest.mark.operations


def test_remarks_of_many_people_on_one_thing_never_conflict(tmp_path):
    async def scenario(bench):
        for who in ("zhang", "li", "wang"):
            bench.must(do.Comment(about="AL-1", text=" 已电话核实 ", pictures=("a" * 64,)), who, expected=7)
        notes = await bench.all(Note)
        assert [(n.author, n.text, n.about, n.at, n.pictures) for n in notes] == [
            (name, "已电话核实", "AL-1", NOW, ("a" * 64,)) for name in ("张三", "李四", "王五")
        ]

    benched(tmp_path, scenario)


def test_only_leaders_give_instructions(tmp_path):
    async def scenario(bench):
        wish = do.Comment(about="IN-1", text="全力搜救", instruction=True)
        refused(bench.act(wish, "zhang"), "only a commander or a watch leader gives instructions")
        bench.must(wish, "zhao")
        assert (await bench.all(Note))[0].instruction

    benched(tmp_path, scenario)


def test_a_remark_without_words_or_rights_is_refused(tmp_path):
    async def scenario(bench):
        refused(bench.act(do.Comment(about="AL-1", text=" \n ")), "a remark needs words")
        assert bench.act(do.Comment(about="AL-1", text="x"), "wall").verdict is Verdict.FORBIDDEN

    benched(tmp_path, scenario)
