"""Area codes: six levels, parents by cutting the tail, containment by prefix."""

from __future__ import annotations

import pytest

from console.domain.geo.area_code import (
    AreaLevel,
    CommunityKind,
    TownKind,
    contains,
    county_of,
    level_of,
    parent,
    parse,
)

GRID = "220581102001003"


@pytest.mark.parametrize(
    ("code", "level", "canonical"),
    [
        ("220000", AreaLevel.PROVINCE, "220000"),
        ("220500", AreaLevel.CITY, "220500"),
        ("220581", AreaLevel.COUNTY, "220581"),
        ("220581102", AreaLevel.TOWN, "220581102"),
        ("220581102001", AreaLevel.COMMUNITY, "220581102001"),
        (GRID, AreaLevel.GRID, GRID),
        ("220581102000", AreaLevel.TOWN, "220581102"),
        ("220581000000", AreaLevel.COUNTY, "220581"),
        ("220500000000000", AreaLevel.CITY, "220500"),
        ("220000000", AreaLevel.PROVINCE, "220000"),
    ],
)
def test_level_from_code(code: str, level: AreaLevel, canonical: str) -> None:
    assert level_of(code) is level
    assert parse(code).code == canonical


def test_the_way_up_ends_at_the_province() -> None:
    way, code = [], parent(GRID)
    while code is not None:
        way.append(code)
        code = parent(code)
    assert way == ["220581102001", "220581102", "220581", "220500", "220000"]


@pytest.mark.parametrize(
    ("code", "town", "community"),
    [
        ("220581102001", TownKind.TOWN, CommunityKind.RESIDENTS),  # 九龙社区
        ("220581102200", TownKind.TOWN, CommunityKind.VILLAGERS),  # 春明村
        ("220581102202", TownKind.TOWN, CommunityKind.VILLAGERS),  # 大榆树村
        ("220581099", TownKind.SUBDISTRICT, None),
        ("220581200199", TownKind.TOWNSHIP, CommunityKind.RESIDENTS),
        ("220581400400", TownKind.ENTERPRISE, CommunityKind.OTHER),
        ("220581600", TownKind.OTHER, None),
        ("220581", None, None),
    ],
)
def test_kind_of_township_and_community(code: str, town: TownKind | None, community: CommunityKind | None) -> None:
    assert (parse(code).town_kind, parse(code).community_kind) == (town, community)


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("220000", GRID, True),
        ("220500", GRID, True),
        ("220581", GRID, True),
        ("220581102", GRID, True),
        ("220581102000", GRID, True),
        ("220581102001", GRID, True),
        (GRID, GRID, True),
        (GRID, "220581102001", False),
        ("220581", "220500", False),
        ("220582", GRID, False),
        ("220600", GRID, False),
        ("230000", GRID, False),
        ("220581102002", GRID, False),
    ],
)
def test_containment(outer: str, inner: str, expected: bool) -> None:
    assert contains(outer, inner) is expected


def test_county_of() -> None:
    assert county_of(GRID) == county_of("220581") == "220581"
    assert county_of("220500") is None
    assert county_of("220000") is None


def test_a_city_without_counties_holds_its_townships_directly() -> None:
    town = "441900003000"  # 东莞市 东城街道
    assert level_of(town) is AreaLevel.TOWN
    assert parent(town) == county_of(town) == "441900"
    assert contains("441900", town)
    assert contains("440000", town)


@pytest.mark.parametrize(("digits", "code"), [(2, "22058110200107"), (6, "220581102001000007")])
def test_the_grid_suffix_has_the_length_the_city_chose(digits: int, code: str) -> None:
    assert level_of(code, digits) is AreaLevel.GRID
    assert parent(code, digits) == "220581102001"
    assert contains("220581", code, digits)
    assert county_of(code, digits) == "220581"
    with pytest.raises(ValueError, match="digits instead of"):
        parse(code)


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ("", "not made of digits"),
        ("22058a", "not made of digits"),
        ("２２０５８１", "not made of digits"),
        ("2205811", "has 7 digits instead of 6, 9, 12, 15"),
        ("22058110200107", "has 14 digits"),
        ("000000", "names no area"),
        ("000581", "leaves out its province"),
        ("220081", "leaves out its city"),
        ("220581000001", "leaves out its town"),
        ("220581102000001", "leaves out its community"),
    ],
)
def test_a_bad_code_is_refused(code: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse(code)


@pytest.mark.parametrize("digits", [1, 7])
def test_a_grid_suffix_of_another_length_is_refused(digits: int) -> None:
    with pytest.raises(ValueError, match="2 to 6 digits"):
        parse("220581", digits)
