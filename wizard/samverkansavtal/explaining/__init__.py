"""Why, which way it points, how the value was counted, and the risk report. No I/O."""
