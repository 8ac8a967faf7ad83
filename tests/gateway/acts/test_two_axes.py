"""监督 and 指挥 apart: who directed a case does not verify it, nor the other way round; as the city sets."""

from __future__ import annotations

import msgspec
import pytest

from console.commands import intents as do
from console.commands.envelope import Verdict
from console.config.tables import SHIPPED, TableBook
from console.domain.entities import Case, Stage, System
from tests.gateway.acts.bench import benched, refused
from tests.gateway.harness import alarm, case

pytestmark = pytest.mark.operations
OURS, THEIRS = "市应急管理局", "市生态环境局"
SEND = do.Dispatch(about="CG-1", departments=(THEIRS,))
CLOSE = do.Close(about="CG-1", text="现场复查无误", pictures=("b" * 64,))
DIRECTED, VERIFIED = "who directed a case does not verify it", "who verified a case does not direct it"


def done(bench):
    bench.must(do.Feedback(about="CG-1", text="已清理", pictures=("a" * 64,)), "li")


@pytest.mark.parametrize("directed", [
    SEND, do.Transfer(about="CG-1", department=OURS, reason="职责"), do.Urge(about="CG-1", note="请尽快"),
], ids=["dispatch", "transfer", "urge"])  # fmt: skip
def test_who_directed_a_case_neither_closes_it_nor_fails_it(tmp_path, directed):
    async def scenario(bench):
        bench.put(case(1, Stage.FILED))
        if directed is not SEND:
            bench.must(SEND, "zhao")
        bench.must(directed, "wang")
        bench.must(do.Feedback(about="CG-1", text="已清理", pictures=("a" * 64,)),
                   "zhang" if isinstance(directed, do.Transfer) else "li")  # fmt: skip
        refused(bench.act(CLOSE, "wang"), DIRECTED)
        refused(bench.act(SEND, "wang"), DIRECTED)
        assert bench.get(Case, "CG-1").rework == 0
        bench.people["chen"] = msgspec.structs.replace(bench.people["wang"], id="chen", name="陈九")
        bench.must(CLOSE, "chen")

    benched(tmp_path, scenario)


def test_who_failed_a_case_verifies_it_again_and_directs_it_never(tmp_path):
    async def scenario(bench):
        bench.put(case(1, Stage.FILED))
        bench.must(SEND, "wang")
        done(bench)
        bench.must(SEND, "zhao")
        assert bench.get(Case, "CG-1").rework == 1
        refused(bench.act(do.Urge(about="CG-1", note="请尽快"), "zhao"), VERIFIED)
        refused(bench.act(do.Transfer(about="CG-1", department=OURS, reason="职责"), "zhao"), VERIFIED)
        done_again = do.Feedback(about="CG-1", text="重新清理", pictures=("d" * 64,))
        bench.must(done_again, "li")
        bench.must(CLOSE, "zhao")

    benched(tmp_path, scenario)


def test_an_alarm_made_a_case_remembers_who_sent_it(tmp_path):
    async def scenario(bench):
        bench.put(msgspec.structs.replace(alarm(1), system=System.CITY))
        bench.must(do.Dispatch(about="AL-1", departments=(THEIRS,)), "wang")
        made = (await bench.all(Case))[0].id
        bench.must(do.Feedback(about=made, text="已办", pictures=("a" * 64,)), "li")
        refused(bench.act(do.Close(about=made, text="复查"), "wang"), DIRECTED)

    benched(tmp_path, scenario)


def test_a_case_of_another_system_is_not_kept_apart_by_the_shipped_table(tmp_path):
    async def scenario(bench):
        bench.put(msgspec.structs.replace(case(1, Stage.FILED), system=System.GRID))
        bench.must(SEND, "wang")
        done(bench)
        bench.must(CLOSE, "wang")

    benched(tmp_path, scenario)


@pytest.mark.parametrize(("apart", "same_person", "same_role"), [
    ("off", True, True), ("person", False, True), ("role", False, False),
])  # fmt: skip
def test_the_city_says_how_far_they_are_kept_apart(tmp_path, apart, same_person, same_role):
    shipped = (SHIPPED / "limits.toml").read_text(encoding="utf-8")
    city = tmp_path / "tables"
    city.mkdir()
    (city / "limits.toml").write_text(shipped.replace('apart = "person"', f'apart = "{apart}"'), encoding="utf-8")

    async def scenario(bench):
        bench.people["chen"] = msgspec.structs.replace(bench.people["wang"], id="chen", name="陈九")
        bench.put(case(1, Stage.FILED))
        bench.must(SEND, "wang")
        done(bench)
        for who, may in (("wang", same_person), ("chen", same_role)):
            if may:
                bench.must(CLOSE, who)
                return
            refused(bench.act(CLOSE, who), DIRECTED)
        assert bench.act(CLOSE, "zhao").verdict is Verdict.ACCEPTED, "another role may"

    benched(tmp_path / "log", scenario, TableBook(city))
