"""Where base maps come from: archives on this machine and providers on a network, behind one interface. No Qt here.

Only the tiles process and commands run this; a window never asks the network for a map.
"""
