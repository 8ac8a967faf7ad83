"""CommandWall: data walks one way, from the wire to the pixel; commands walk the other way."""
