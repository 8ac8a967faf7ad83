"""The wall as plain data: monitors, scenes, and which pane stands where."""
