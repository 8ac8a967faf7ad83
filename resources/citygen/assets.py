"""Everything the console watches, of all systems together."""

from __future__ import annotations

from typing import Any

from resources.citygen.asset import Ground
from resources.citygen.assets_city import city_assets
from resources.citygen.assets_emergency import emergency_assets
from resources.citygen.assets_environment import environment_assets
from resources.citygen.assets_water import section_assets


def make_assets(ground: Ground) -> list[dict[str, Any]]:
    """assets.json: every asset of every system, in order of kind and id."""
    assets = [*environment_assets(ground), *section_assets(ground), *city_assets(ground), *emergency_assets(ground)]
    return [asset.record() for asset in sorted(assets, key=lambda asset: (asset.kind, asset.id))]
