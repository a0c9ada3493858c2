"""A plan in, trees out: the agreement, its numbering, and the reports. No I/O."""
