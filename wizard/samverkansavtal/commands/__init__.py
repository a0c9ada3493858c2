"""The commands, thin: each imports what it needs when it runs, so that the help stays fast."""
