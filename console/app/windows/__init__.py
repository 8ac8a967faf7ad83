"""What the windows of wall and desk are put together with."""
