"""Surface water: the class of an item by GB 3838-2002 表1, the class of a section by its worst item."""

from __future__ import annotations

import pytest

from console.domain.environment.aqi import Number
from console.domain.environment.water import FACTOR_CODES, WaterBody, WaterClass, WaterItem, class_of, classify

I, II, III, IV, V, WORSE = WaterClass  # noqa: E741


@pytest.mark.parametrize(
    ("item", "value", "expected"),
    [
        (WaterItem.NH3_N, "0.15", I),
        (WaterItem.NH3_N, "0.16", II),
        (WaterItem.NH3_N, "0.5", II),
        (WaterItem.NH3_N, "1.0", III),
        (WaterItem.NH3_N, 1.01, IV),
        (WaterItem.NH3_N, "2.0", V),
        (WaterItem.NH3_N, 2.01, WORSE),
        (WaterItem.DO, 7.5, I),
        (WaterItem.DO, 7.4, II),
        (WaterItem.DO, 5, III),
        (WaterItem.DO, 4.99, IV),
        (WaterItem.DO, 2, V),
        (WaterItem.DO, 1.9, WORSE),
        (WaterItem.COD, 15, I),
        (WaterItem.COD, 20, III),
        (WaterItem.COD, 20.1, IV),
        (WaterItem.COD_MN, 6, III),
        (WaterItem.BOD5, 10.1, WORSE),
        (WaterItem.MERCURY, "0.00005", I),
        (WaterItem.COLIFORMS, 10001, IV),
        (WaterItem.PH, 6, I),
        (WaterItem.PH, 9, I),
        (WaterItem.PH, 5.99, WORSE),
        (WaterItem.PH, 9.01, WORSE),
    ],
)
def test_class_of_one_item(item: WaterItem, value: Number, expected: WaterClass) -> None:
    assert class_of(item, value) is expected


def test_standing_water_has_its_own_phosphorus_and_nitrogen() -> None:
    assert class_of(WaterItem.TP, "0.1", WaterBody.RIVER) is II
    assert class_of(WaterItem.TP, "0.1", WaterBody.LAKE) is IV
    assert class_of(WaterItem.TN, "1.0", WaterBody.LAKE) is III
    assert class_of(WaterItem.TN, "1.0", WaterBody.RIVER) is None


def test_saturated_water_is_class_one_whatever_its_oxygen() -> None:
    assert class_of(WaterItem.DO, 6.8, saturation=90) is I
    assert class_of(WaterItem.DO, 6.8, saturation=89.9) is II


def test_the_worst_item_decides_and_ties_are_all_named() -> None:
    report = classify({WaterItem.PH: 7.2, WaterItem.DO: 8, WaterItem.COD: 25, WaterItem.TP: "0.3", WaterItem.LAS: None})
    assert report.water_class is IV
    assert report.deciding == (WaterItem.COD, WaterItem.TP)
    assert dict(report.classes) == {WaterItem.PH: I, WaterItem.DO: I, WaterItem.COD: IV, WaterItem.TP: IV}


def test_nitrogen_and_coliforms_are_shown_but_not_counted() -> None:
    report = classify({WaterItem.COD: 10, WaterItem.TN: 9, WaterItem.COLIFORMS: 50_000}, WaterBody.LAKE)
    assert (report.water_class, report.deciding) == (I, (WaterItem.COD,))
    assert report.classes[WaterItem.TN] is report.classes[WaterItem.COLIFORMS] is WORSE


def test_no_counted_item_is_no_class() -> None:
    report = classify({WaterItem.COLIFORMS: 100, WaterItem.COD: None})
    assert (report.water_class, report.deciding) == (None, ())


@pytest.mark.parametrize("bad", [-0.1, "x", float("nan"), "inf"])
def test_a_bad_value_is_one_sentence(bad: Number) -> None:
    with pytest.raises(ValueError, match=r"^The 氨氮 value [^\n]+\.$"):
        class_of(WaterItem.NH3_N, bad)


def test_words_and_codes() -> None:
    assert [grade.label for grade in WaterClass] == ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ"]
    assert [grade.quality for grade in WaterClass] == ["优", "优", "良好", "轻度污染", "中度污染", "重度污染"]
    assert FACTOR_CODES["w21003"] is WaterItem.NH3_N
    assert FACTOR_CODES["w01018"] is WaterItem.COD
    assert set(FACTOR_CODES.values()) == set(WaterItem) - {WaterItem.SELENIUM}
