"""Makes the pictures of the documentation from the running program: `make pictures`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import few_colours
from PIL import Image

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
MAP_VIEW = Path(__file__).with_name("map_view.py")
COMMAND = Path(sys.executable).with_name("commandwall")
SETS = {
    "wall-3x1920": [(1920 * number, 1920, 1080) for number in range(3)],
    "wall-1280x720": [(0, 1280, 720)],
    "wall-3840x2160": [(0, 3840, 2160)],
    "wall-upright": [(0, 1080, 1920)],
    "wall-6656x1792": [(0, 6656, 1792)],
}
SECONDS = 15
MAPS = {
    "map-z11": ["--zoom", "11"],
    "map-z14": ["--zoom", "14.3", "--painter", "web", "--tilt", "55,-20", "--size", "1600x900"],
}
THEMES = {"": "wall-dark", "-light": "desk-light"}


def shoot(name: str, monitors: list[tuple[int, int, int]], folder: Path, *more: str) -> None:
    """Run the demonstration on these monitors and leave its pictures in ``folder``."""
    screens = folder / "screens.json"
    screens.write_text(
        json.dumps({
            "screens": [
                {"name": f"V{number}", "x": x, "y": 0, "width": width, "height": height}
                for number, (x, width, height) in enumerate(monitors, start=1)
            ]
        })
    )  # fmt: skip
    print(f"{name}: {SECONDS} s")
    words = ["demo", "--screens", str(screens), "--for", str(SECONDS), "--shots", str(folder), "--seed", "7", *more]
    subprocess.run([str(COMMAND), *words], check=True, stdout=subprocess.DEVNULL)


def join(folder: Path, count: int) -> Image.Image:
    """The monitors' pictures side by side, as they hang on the wall."""
    parts = [Image.open(folder / f"wall-{number}.png").convert("RGB") for number in range(1, count + 1)]
    whole = Image.new("RGB", (sum(part.width for part in parts), parts[0].height))
    left = 0
    for part in parts:
        whole.paste(part, (left, 0))
        left += part.width
    return whole


def save(picture: Image.Image, name: str) -> None:
    few_colours.save(picture, PICTURES / f"{name}.png")


def shoot_map(name: str, view: list[str], ending: str, look: str) -> None:
    """The map alone: from above by the native painter, or tilted by the page."""
    with tempfile.TemporaryDirectory() as temporary:
        words = ["--out", temporary, "--theme", look, "--name", "map.png", *view]
        subprocess.run([sys.executable, str(MAP_VIEW), *words], check=True, stdout=subprocess.DEVNULL)
        save(Image.open(Path(temporary) / "map.png").convert("RGB"), name + ending)


def main() -> None:
    """All pictures; with names of map pictures on the command line, only those."""
    chosen = sys.argv[1:]
    PICTURES.mkdir(exist_ok=True)
    for name, view in MAPS.items():
        for ending, look in THEMES.items():
            if not chosen or name + ending in chosen:
                shoot_map(name, view, ending, look)
    if not chosen:
        shoot_walls()


def shoot_walls() -> None:
    """The running demonstration on several kinds of wall."""
    for name, monitors in SETS.items():
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            shoot(name, monitors, folder)
            save(join(folder, len(monitors)), name)
            if name == "wall-3x1920":
                save(Image.open(folder / "desk.png").convert("RGB"), "desk")
    shoot_identify()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        shoot("wall-cached", SETS["wall-3x1920"], folder, "--outage", "1:60")  # 14 s: silence counts from the tenth
        save(join(folder, 3), "wall-cached")


def shoot_identify() -> None:
    """What a monitor shows while somebody finds out which one it is."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        screen = {"name": "DP-1", "x": 0, "y": 0, "width": 1280, "height": 720}
        (folder / "screens.json").write_text(json.dumps({"screens": [screen]}))
        words = ["wall", "identify", "--screens", str(folder / "screens.json"), "--shots", temporary, "--seconds", "1"]
        subprocess.run([str(COMMAND), *words], check=True, stdout=subprocess.DEVNULL)
        save(Image.open(folder / "identify-1.png").convert("RGB"), "identify")


if __name__ == "__main__":
    main()
