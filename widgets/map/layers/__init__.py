"""What lies over the base map: kept once, prepared for painting and hits once, whoever paints it."""

from widgets.map.layers.stack import LayerStack

__all__ = ["LayerStack"]
