"""The small language: kinds, three-valued values, expressions and Swedish formats. No I/O."""
