"""What is shown before anyone answers: every rule and concept against its own cases."""
