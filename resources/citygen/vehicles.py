"""The fleet of watched vehicles: fictional firms and fictional, unique plates."""

from __future__ import annotations

import numpy as np

from resources.citygen import names
from resources.citygen.frame import stream

COUNT = 5000
# (kind, share of the fleet, firms' ending, whether plates are new-energy with one more character)
_KINDS = (
    ("客运班车", 0.09, "长途客运有限公司", False), ("旅游包车", 0.06, "旅游客运有限公司", False),
    ("危货运输", 0.11, "危险货物运输有限公司", False), ("渣土车", 0.16, "渣土运输有限公司", False),
    ("公交车", 0.17, "公共交通有限公司", True), ("出租车", 0.24, "出租汽车有限公司", False),
    ("网约车", 0.13, "网约车服务有限公司", True), ("普通货运", 0.04, "物流有限公司", False),
)  # fmt: skip
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def make_vehicles(seed: int) -> dict[str, object]:
    """vehicles.json: rows [id, plate, kind index, enterprise index]; a vehicle's index is its place in the list."""
    rng = stream(seed, "vehicles")
    enterprises, by_kind = _enterprises(rng)
    shares = np.asarray([row[1] for row in _KINDS])
    kinds = rng.choice(len(_KINDS), size=COUNT, p=shares / shares.sum())
    taken: set[str] = set()
    rows = []
    for n, kind in enumerate(kinds.tolist()):
        plate = _plate(rng, _KINDS[kind][3])
        while plate in taken:
            plate = _plate(rng, _KINDS[kind][3])
        taken.add(plate)
        firm = by_kind[kind][int(rng.integers(len(by_kind[kind])))]
        rows.append([f"v-{n:05d}", plate, kind, firm])
    return {"enterprises": enterprises, "kinds": [row[0] for row in _KINDS], "vehicles": rows}


def _enterprises(rng: np.random.Generator) -> tuple[list[str], list[list[int]]]:
    """Firm names, and for each kind the indices of the firms that run it."""
    stems = names.unique(rng, names.COMPANY_STEMS)
    firms: list[str] = []
    by_kind: list[list[int]] = []
    for _, share, ending, _ in _KINDS:
        count = max(3, round(share * 36))
        by_kind.append(list(range(len(firms), len(firms) + count)))
        firms += [f"示范市{next(stems)}{ending}" for _ in range(count)]
    return firms, by_kind


def _plate(rng: np.random.Generator, new_energy: bool) -> str:
    """示A·T2817, or 示A·D12345 for a new-energy vehicle; 示 is no real province's sign."""
    if new_energy:
        return f"示A·{'DF'[int(rng.integers(2))]}{int(rng.integers(100_000)):05d}"
    return f"示A·{_LETTERS[int(rng.integers(len(_LETTERS)))]}{int(rng.integers(10_000)):04d}"
