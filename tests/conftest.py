"""Settings of every test."""

from hypothesis import settings

# A property says what must hold, not how fast: on a busy machine a deadline fails at random.
settings.register_profile("without-deadline", deadline=None)
settings.load_profile("without-deadline")
