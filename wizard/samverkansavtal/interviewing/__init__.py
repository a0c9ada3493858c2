"""What every face that asks shares: the next question, what it shows, what a reply makes of the answers. Pure."""
