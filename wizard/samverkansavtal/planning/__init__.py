"""The heart: `plan(library, answers, day) -> Plan`. Pure: no clock, no files, no prompts."""
