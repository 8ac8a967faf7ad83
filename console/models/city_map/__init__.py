"""What a map shows and finds: vehicles, markers, layers, drawings, base maps, imports and the search in an area."""
