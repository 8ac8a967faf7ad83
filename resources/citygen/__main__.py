"""Make the city: `python -m resources.citygen --seed 7 --out resources/city`."""

from __future__ import annotations

import argparse
from pathlib import Path

from resources.citygen import tiling, topology
from resources.citygen.areas import Areas, make_areas
from resources.citygen.asset import Ground
from resources.citygen.assets import make_assets
from resources.citygen.blocks import make_blocks
from resources.citygen.buildings import make_buildings
from resources.citygen.features import all_features
from resources.citygen.frame import CENTRE_LAT, CENTRE_LON, lonlat, progress, write_json
from resources.citygen.network import graph_record, make_network
from resources.citygen.places import Locator
from resources.citygen.regional import railways
from resources.citygen.roads import make_roads
from resources.citygen.scene import make_scene
from resources.citygen.terrain import make_terrain, rural_places
from resources.citygen.tiles import write_tiles
from resources.citygen.vehicles import make_vehicles


def city_record(seed: int, areas: Areas) -> dict[str, object]:
    """city.json: who the city is and where to look."""
    west, south, east, north = areas.region.bounds
    return {
        "name": "示范市",
        "fictional": True,
        "label": "虚构城市",
        "code": "990100",
        "province": {"code": "990000", "name": "示例省"},
        "bbox": [*lonlat(west, south), *lonlat(east, north)],
        "center": [CENTRE_LON, CENTRE_LAT],
        "seed": seed,
        "licence": "Apache-2.0",
    }


def main() -> None:
    """Parse the command line and write every file of the city."""
    parser = argparse.ArgumentParser(prog="python -m resources.citygen", description=__doc__)
    parser.add_argument("--seed", type=int, default=7, help="the seed of the city (default 7)")
    parser.add_argument("--out", type=Path, default=Path("resources/city"), help="folder for the results")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    make_city(options.seed, options.out)


def make_city(seed: int, out: Path) -> None:
    """Make everything, in the order in which a city comes to be."""
    print(f"示范市, seed {seed} -> {out}")
    with progress("ground and water"):
        terrain = make_terrain(seed)
    with progress("areas"):
        areas = make_areas(terrain)
        villages = rural_places(terrain, [(n.x, n.y) for n in areas.of("community")])
    with progress("roads"):
        roads, rails = make_roads(terrain, villages), railways(terrain)
    with progress("network"):
        network = make_network(terrain, roads, [line for _, line in rails])
    with progress("blocks and buildings"):
        blocks = make_blocks(terrain, network, [line for _, line in rails])
        buildings = make_buildings(terrain, blocks, network, villages)
    print(f"  {len(network.edges)} road edges, {len(buildings)} buildings")
    with progress("assets and files"):
        ground = Ground(seed, terrain, areas, network, tuple(blocks), Locator(areas, terrain))
        write_json(out / "city.json", city_record(seed, areas))
        write_json(out / "areas.json", [node.record() for node in areas.nodes])
        pieces = tiling.faces(areas)
        finest = [face for faces in pieces.values() for face in faces]
        write_json(out / "area_shapes.json", topology.topology(tiling.grounds(areas, pieces), finest))
        write_json(out / "roads.json", graph_record(network))
        assets = make_assets(ground)
        write_json(out / "assets.json", assets)
        write_json(out / "vehicles.json", make_vehicles(seed))
    with progress("shore, stations, airport, fields"):
        scene = make_scene(ground, rails, buildings, assets)
    with progress("tiles"):
        write_tiles(all_features(scene), out / "city.pmtiles")


if __name__ == "__main__":
    main()
