"""Booking seats on rocket launches.

The domain (`astrobookings.domain`) and the use-cases (`astrobookings.application`) know no
framework; what they ask of the outside are the Protocols in `astrobookings.application.ports`.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
