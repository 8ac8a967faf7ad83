"""The figures of tiles, charts and areas: kept up to date with each change, never counted anew."""
