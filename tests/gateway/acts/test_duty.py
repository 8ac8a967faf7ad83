"""排班, 换班, 交接班 through a real log."""

from __future__ import annotations

import msgspec
import pytest

from console.commands import intents as do
from console.commands.envelope import Verdict
from console.domain.duty import handover, roster
from console.domain.duty.handover import Section, Why
from console.domain.duty.roster import Code
from console.domain.entities import Decision, Duty, Entry, Handover, Stamp, Swap
from tests.gateway.acts.bench import DAY, HOUR, MINUTE, benched, lost_to, refused
from tests.gateway.harness import NOW, alarm

pytestmark = pytest.mark.operations

DEPARTMENTS = ("市网格化服务管理中心", "市应急管理局", "市生态环境局", "市交通运输局", "市城市管理局")


def save(name="S1", start=NOW, tag="", hours=12, **change):
    wish = {
        "about": name,
        "starts": start,
        "ends": start + hours * HOUR,
        "leader": f"领导{tag}",
        "watch_leader": f"值班长{tag}",
        "commanders": {department: f"{department}长" for department in DEPARTMENTS},
        "dispatchers": {department: [f"{department}员{tag}"] for department in DEPARTMENTS},
    }
    return do.SaveShift(**(wish | change))


def test_a_shift_in_order_is_saved_and_changed_by_version(tmp_path):
    async def scenario(bench):
        bench.must(save(), "wang", kind="Duty", expected=0)
        bench.now += MINUTE
        bench.must(save(leader="新领导"), "zhao", kind="Duty", expected=1)
        lost_to(bench.act(save(leader="另一位"), "wang", kind="Duty", expected=1), "赵六", NOW + MINUTE)
        shift = bench.get(Duty, "S1")
        assert (shift.leader, shift.commander, shift.v) == ("新领导", "市网格化服务管理中心长", 2)
        assert bench.act(save(), "zhang").verdict is Verdict.FORBIDDEN

    benched(tmp_path, scenario)


def test_every_conflict_of_a_shift_is_explained_and_nothing_is_saved(tmp_path):
    async def scenario(bench):
        bench.must(save(), "wang")
        await bench.log.settled()
        outcome = bench.act(save("S2", NOW + 11 * HOUR, leader="", watch_leader="值班长"), "wang")
        assert outcome.verdict is Verdict.INVALID
        findings = roster.decode(outcome.reason)
        codes = {finding.code for finding in findings}
        assert codes == {Code.NO_LEADER, Code.OVERLAP}
        people = {finding.data["person"] for finding in findings if finding.code is Code.OVERLAP}
        assert people == {"值班长"} | {f"{d}{post}" for d in DEPARTMENTS for post in ("长", "员")}
        assert all(finding.data.get("shift", "S1") == "S1" for finding in findings)
        assert bench.find(Duty, "S2") is None

    benched(tmp_path, scenario)


def test_a_shift_that_is_not_on_disk_yet_counts_like_any_other(tmp_path):
    async def scenario(bench):
        bench.must(save(), "wang")
        outcome = bench.act(save("S2", NOW, leader="别的领导"), "zhao")
        assert {finding.code for finding in roster.decode(outcome.reason)} == {Code.OVERLAP}

    benched(tmp_path, scenario)


def test_what_can_not_be_met_is_saved_with_a_remark(tmp_path):
    async def scenario(bench):
        people = {name: [f"{name}员"] for name in DEPARTMENTS if name != "市应急管理局"}
        bench.must(save(dispatchers=people), "wang")
        remarks = [finding for text in bench.get(Duty, "S1").remarks for finding in roster.decode(text)]
        assert [(r.code, r.data["department"]) for r in remarks] == [(Code.UNDERSTAFFED, "市应急管理局")]

    benched(tmp_path, scenario)


SWAP = do.RequestSwap(about="S1", person="市城市管理局员", other="替班人", reason="就医")


async def asked(bench):
    bench.must(save(), "wang")
    await bench.log.settled()
    bench.must(SWAP, "zhang")
    return (await bench.all(Swap))[0]


def test_a_swap_is_asked_for_and_takes_effect_when_somebody_else_approves(tmp_path):
    async def scenario(bench):
        swap = await asked(bench)
        assert "市城市管理局员" in bench.get(Duty, "S1").dispatchers["市城市管理局"], "asking changes nothing"
        lost_to(bench.act(SWAP, "li"), "张三", NOW)
        bench.must(do.DecideSwap(about=swap.id, approve=True, reason="同意"), "zhao")
        assert bench.get(Duty, "S1").dispatchers["市城市管理局"] == ["替班人"]
        assert bench.get(Swap, swap.id).decision is Decision.APPROVED
        lost_to(bench.act(do.DecideSwap(about=swap.id, approve=False), "wang"), "赵六", NOW)
        told = [entry.data["decision"] for entry in await bench.all(Entry) if entry.sort is Stamp.SWAP]
        assert told == ["asked", "approved"]
        bench.must(msgspec.structs.replace(SWAP, person="替班人", other="市城市管理局员"), "zhang")

    benched(tmp_path, scenario)


def test_a_refused_swap_leaves_the_shift_as_it_was(tmp_path):
    async def scenario(bench):
        swap = await asked(bench)
        bench.must(do.DecideSwap(about=swap.id, approve=False, reason="人手不足"), "wang")
        assert bench.get(Duty, "S1").v == 1
        assert (bench.get(Swap, swap.id).decision, bench.get(Swap, swap.id).answer) == (Decision.REFUSED, "人手不足")
        bench.must(SWAP, "zhang")
        assert bench.get(Swap, swap.id).decision is Decision.ASKED, "it may be asked for again"

    benched(tmp_path, scenario)


def test_a_swap_that_was_left_lying_changes_no_shift_that_is_over(tmp_path):
    async def scenario(bench):
        swap = await asked(bench)
        before = bench.get(Duty, "S1")
        bench.now = before.ends
        refused(bench.act(do.DecideSwap(about=swap.id, approve=True), "zhao"), "the shift is over")
        assert bench.get(Duty, "S1") == before
        bench.must(do.DecideSwap(about=swap.id, approve=False, reason="已过"), "zhao")

    benched(tmp_path, scenario)


def test_nobody_approves_a_swap_of_their_own(tmp_path):
    async def scenario(bench):
        bench.must(save(), "wang")
        await bench.log.settled()
        bench.must(SWAP, "wang")
        swap = (await bench.all(Swap))[0]
        refused(bench.act(do.DecideSwap(about=swap.id, approve=True), "wang"), "nobody decides on a swap of their own")
        bench.must(do.DecideSwap(about=swap.id, approve=True), "zhao")

    benched(tmp_path, scenario)


@pytest.mark.parametrize(
    ("change", "code"),
    [({"person": "孙某"}, Code.NOT_ON_SHIFT), ({"other": "市城市管理局长"}, Code.TWO_POSTS)],
)
def test_a_swap_that_the_rules_refuse_is_refused_when_it_is_asked_for(tmp_path, change, code):
    async def scenario(bench):
        bench.must(save(), "wang")
        await bench.log.settled()
        outcome = bench.act(msgspec.structs.replace(SWAP, **change))
        assert [finding.code for finding in roster.decode(outcome.reason)] == [code]

    benched(tmp_path, scenario)


def test_a_swap_into_a_neighbouring_shift_is_refused_for_want_of_rest(tmp_path):
    async def scenario(bench):
        bench.must(save(), "wang")
        bench.must(save("S2", NOW + 12 * HOUR, "2"), "wang")
        await bench.log.settled()
        outcome = bench.act(msgspec.structs.replace(SWAP, other="市城市管理局员2"))
        assert [finding.code for finding in roster.decode(outcome.reason)] == [Code.SHORT_REST]
        bench.now = NOW + 13 * HOUR
        refused(bench.act(SWAP), "the shift is over")

    benched(tmp_path, scenario)


def given(bench, remarks="", shift="S1", **change):
    entities = list(bench.log.state.ledger.entities.values())
    body = handover.body_of(handover.assemble(shift, 0, bench.now, entities, remarks=remarks))
    wish = {"about": "HO-1", "shift": shift, "body": body, "digest": handover.digest_of(body)} | change
    return do.GiveHandover(**wish)


def test_a_hand_over_is_signed_by_two_and_locked(tmp_path):
    async def scenario(bench):
        bench.put(alarm(1))
        await bench.log.settled()
        wish = given(bench)
        bench.must(wish, "zhang", kind="Handover", expected=0)
        take = do.TakeHandover(about="HO-1", digest=wish.digest)
        refused(bench.act(take, "zhang"), Why.SAME_PERSON.value)
        bench.now += MINUTE
        bench.must(take, "li", kind="Handover", expected=1)
        kept = bench.get(Handover, "HO-1")
        assert (kept.giver, kept.given, kept.taker, kept.taken) == ("张三", NOW, "李四", NOW + MINUTE)
        assert handover.intact(kept)
        assert [line.id for line in handover.read(kept.body).sections[Section.ALARMS]] == ["AL-1"]
        lost_to(bench.act(take, "wang"), "李四", NOW + MINUTE)
        lost_to(bench.act(given(bench, "补记"), "zhang"), "李四", NOW + MINUTE)

    benched(tmp_path, scenario)


def test_the_giver_may_sign_anew_and_the_other_must_read_the_new_words(tmp_path):
    async def scenario(bench):
        first = given(bench)
        bench.must(first, "zhang")
        bench.now += MINUTE
        lost_to(bench.act(given(bench, "别人改"), "li"), "张三", NOW)
        second = given(bench, "泵站3号待修")
        bench.must(second, "zhang")
        lost_to(bench.act(do.TakeHandover(about="HO-1", digest=first.digest), "li"), "张三", NOW + MINUTE)
        bench.must(do.TakeHandover(about="HO-1", digest=second.digest), "li")

    benched(tmp_path, scenario)


def test_what_is_signed_must_be_what_the_hash_says_and_of_this_shift(tmp_path):
    async def scenario(bench):
        refused(bench.act(given(bench, digest="0" * 64)), Why.NOT_ITS_DIGEST.value)
        refused(bench.act(given(bench, body="{}")), Why.NOT_CANONICAL.value)
        wrong = msgspec.structs.replace(given(bench), shift="S9")
        refused(bench.act(wrong), "the body is of another shift")
        refused(bench.act(do.TakeHandover(about="HO-1", digest="0" * 64)), "Handover is closed or unknown")

    benched(tmp_path, scenario)


def test_an_undecided_swap_waits_for_its_shift_however_far_off_and_lapses_with_it(tmp_path):
    async def scenario(bench):
        away = NOW + 40 * DAY
        bench.must(save(start=away), "wang")
        await bench.log.settled()
        bench.must(do.RequestSwap(about="S1", person="市应急管理局员", other="替班", reason="家事"))
        (swap,) = await bench.all(Swap)
        bench.now = away + 12 * HOUR - 1
        assert await bench.tick() == 0, "thirty days of waiting decide nothing"
        bench.now += 1
        assert await bench.tick() == 2
        lapsed = bench.get(Swap, swap.id)
        assert (lapsed.decision, lapsed.by) == (Decision.LAPSED, "")
        said = [entry.data["decision"] for entry in await bench.all(Entry) if entry.sort is Stamp.SWAP]
        assert said == ["asked", "lapsed"], "nobody reads it as a decision"
        assert await bench.tick() == 0, "once"
        late = bench.act(do.DecideSwap(about=swap.id, approve=False, reason="迟了"), "zhao")
        assert (late.verdict, late.reason) == (Verdict.CONFLICT, "already decided")
        bench.now += 30 * DAY
        await bench.tick()
        assert bench.find(Swap, swap.id) is None, "and then it is archived like the others"

    benched(tmp_path, scenario)
