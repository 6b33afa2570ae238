"""The desk: what goes back and forth between the centre and the host units."""
