"""``commandwall wall identify``: every monitor shows which one it is, and the same is printed and written down."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QWidget

from console.app.options import OptionError, above_zero, usable_folder
from console.app.windows.language import speak
from console.app.windows.present import present
from console.app.windows.shots import picture
from console.app.windows.window import frameless
from console.config.look import Language
from console.wall.matching import How, Match, match_screens
from console.wall.outputs import Screen, WallDocument, draft, reading_order, wall_text
from resources.theme import load
from widgets import fonts
from widgets.identify_card import IdentifyCard

SECONDS = 20.0
LIMIT = 24 * 3600.0


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("identify", text)


class Found(msgspec.Struct, frozen=True):
    """One monitor: its number and name on the wall, and by what it was known; 0 and empty if the document has none.

    ``size_mm``: as the document has it, measured by a person.
    """

    number: int
    name: str
    how: str
    screen: Screen
    size_mm: tuple[float, float] = (0, 0)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of identify."""
    group = parser.add_argument_group("identify")
    group.add_argument("--write", type=Path, metavar="FILE", help="write a draft of the wall document there")
    group.add_argument("--json", action="store_true", help="print JSON")
    group.add_argument(
        "--seconds", type=above_zero, default=SECONDS, metavar="N", help=f"show it so long (default: {SECONDS:g})"
    )


def writable(args: argparse.Namespace) -> None:
    """Check that the draft can be written, and that nothing a person wrote is overwritten. Raises ``OptionError``."""
    if args.write is None:
        return
    usable_folder(args.write.absolute().parent, "folder of the wall document")
    if args.write.exists():
        raise OptionError(f"{args.write} is there already: nothing that a person may have put right is overwritten")


def run(args: argparse.Namespace, document: WallDocument | None, language: Language) -> int:
    """Show, print and write; 1 if there is no monitor at all."""
    application = QApplication.instance() or QApplication(["commandwall-wall"])
    fonts.load_family()
    speak(language)
    shown = present()
    found = find([screen for screen, _ in shown], document)
    print(as_json(found) if args.json else as_text(found), flush=True)
    if not found:
        print("commandwall wall identify: there is no monitor", file=sys.stderr)
        return 1
    if args.write is not None:
        args.write.write_text(wall_text(draft([each.screen for each in found])), encoding="utf-8")
        print(f"draft of the wall document: {args.write}", file=sys.stderr)
    screens = {screen: qt for screen, qt in shown}
    cards = [_card(each, screens[each.screen]) for each in found]
    if args.shots is not None:
        QTimer.singleShot(200, lambda: _take(cards, args.shots))
    QTimer.singleShot(int(min(args.seconds, LIMIT) * 1000), application.quit)
    return int(application.exec())


def find(screens: Sequence[Screen], document: WallDocument | None) -> list[Found]:
    """The monitors in the wall's order, those that the document does not know behind; without one in reading order."""
    if document is None:
        order = reading_order([screen.rect for screen in screens])
        return [Found(number, "", How.ORDER, screens[n]) for number, n in enumerate(order, start=1)]
    matches = match_screens(document.outputs, screens)
    known = {match.screen for match in matches}
    rest = [screen for n, screen in enumerate(screens) if n not in known]
    return [_known(document, screens, match) for match in matches] + [Found(0, "", "", screen) for screen in rest]


def _known(document: WallDocument, screens: Sequence[Screen], match: Match) -> Found:
    output = document.outputs[match.output]
    return Found(match.output + 1, output.name, match.how, screens[match.screen], output.size_mm)


def facts(found: Found) -> list[tuple[str, str, str]]:
    """(key, words in English for the console, words for the monitor)."""
    screen = found.screen
    unknown = ("not told", tr("未提供"))
    x, y, width, height = screen.rect
    wide, tall = screen.pixels
    told = found.size_mm if all(found.size_mm) else screen.size_mm
    size = f"{told[0]:g} × {told[1]:g} mm" if all(told) else ""
    return [
        ("connector", screen.connector, tr("接口 {}").format(screen.connector)),
        ("model", _either(screen, unknown[0]), tr("型号 {}").format(_either(screen, unknown[1]))),
        ("serial", screen.serial or unknown[0], tr("序列号 {}").format(screen.serial or unknown[1])),
        ("resolution", f"{wide} × {tall}", tr("分辨率 {}").format(f"{wide} × {tall}")),
        ("dpr", f"{screen.dpr:g}", tr("缩放 {} %").format(f"{screen.dpr * 100:g}")),
        ("size", size or unknown[0], tr("尺寸 {}").format(size or unknown[1])),
        ("place", f"{x}, {y} ({width} × {height})", tr("桌面位置 {}").format(f"{x}, {y}")),
    ]


def _either(screen: Screen, unknown: str) -> str:
    return " ".join(part for part in (screen.manufacturer, screen.model) if part) or unknown


def as_text(found: Sequence[Found]) -> str:
    """For people at the console."""
    blocks = []
    for each in found:
        title = f"output {each.number}" if each.number else "not in the wall document"
        lines = [f"{title}  {each.name}".rstrip() + (f"  (known by {each.how})" if each.name else "")]
        lines += [f"  {key:<11}{text}" for key, text, _ in facts(each)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def as_json(found: Sequence[Found]) -> str:
    """For programs."""
    return msgspec.json.format(msgspec.json.encode(found), indent=1).decode()


def _card(found: Found, screen: QScreen) -> QWidget:
    number = str(found.number) if found.number else "—"
    name = found.name if found.number else tr("不在大屏文档中")
    words = [text for _, _, text in facts(found)]
    card = IdentifyCard(load("wall-dark"), number, name or tr("第 {} 屏").format(number), words)
    frameless(card, screen)
    return card


def _take(cards: Sequence[QWidget], folder: Path) -> None:
    for number, card in enumerate(cards, start=1):
        picture(card).save(str(folder / f"identify-{number}.png"))
