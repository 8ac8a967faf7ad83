"""Measuring and drawing on a map: a strip of tools, a glass over the map that takes the hand, and a line of words."""

from widgets.map.tools.glass import SketchGlass
from widgets.map.tools.hint import ToolHint
from widgets.map.tools.strip import KEYS, ToolStrip

__all__ = ["KEYS", "SketchGlass", "ToolHint", "ToolStrip"]
