"""Charts: lines over time, what stands still behind them, and a bar a day."""
