"""Draft a Swedish partnership agreement and see its procurement risks."""
