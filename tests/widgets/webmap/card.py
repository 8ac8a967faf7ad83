"""A page under watch: what it asks of its graphics card and of its supply. Benchmarks use it too."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWebEngineCore import QWebEngineScript

from widgets.webmap.pane import SwitchingMapPane

SCRIPT = Path(__file__).with_name("card.js")
Wait = Callable[[Callable[[], object]], None]


@dataclass
class Card:
    """Of one page; ``pictures`` of the ground were painted since it was loaded, and ``asked`` are paths it fetched."""

    pane: SwitchingMapPane
    pictures: int = 0
    asked: list[str] = field(default_factory=list)

    def kinds(self) -> set[str]:
        """What was fetched, but for single names: fleet, layers, sprites, tiles …"""
        return {path.partition("/")[0] for path in self.asked}

    def take(self, wait: Wait) -> list[dict[str, Any]]:
        """What each picture asked of the card since this was last called, and at the end what came after the last."""
        got: list[str] = []
        self.pane.web.page.runJavaScript("cardTake()", 0, got.append)  # type: ignore[union-attr]
        wait(lambda: got)
        taken: list[dict[str, Any]] = json.loads(got[0])
        return taken


def watch(pane: SwitchingMapPane, count: bool = True, ratio: float = 1.0) -> Card:
    """To be called when the page has been chosen and before it is loaded. ``ratio``: of its pixels to the view's."""
    card, page, supply = Card(pane), pane.web.page, pane._supply  # type: ignore[union-attr]
    assert supply is not None
    script = QWebEngineScript()
    script.setSourceCode(
        f"globalThis.cardCounts = {json.dumps(count)};"
        f"Object.defineProperty(globalThis, 'devicePixelRatio', {{ get: () => {ratio} }});"
        + SCRIPT.read_text(encoding="utf-8")
    )
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
    script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
    page.scripts().insert(script)

    def painted(title: str) -> None:
        card.pictures = int(title) if title.isdigit() else 0

    page.titleChanged.connect(painted)
    answer = supply.answer

    def answered(path: str, home: str) -> object:
        card.asked.append(path)
        return answer(path, home)

    supply.answer = answered  # type: ignore[method-assign,assignment]
    return card
