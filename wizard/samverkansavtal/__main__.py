"""`python -m samverkansavtal`, for Windows clients where the command is not on the path."""

from samverkansavtal.cli import main

if __name__ == "__main__":
    main()
