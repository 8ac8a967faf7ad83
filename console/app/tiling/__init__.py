"""What the tiles process keeps: base maps and finished sheets."""
