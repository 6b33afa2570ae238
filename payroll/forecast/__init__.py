"""Forecast: what the money carries if people, days and standards go on so, or otherwise.

A forecast is a made-up roster put through the one calculation and charged like a month.
"""
