"""StreetLaw: offline case management for people who give legal help in the street."""

__version__ = "0.1.0"
