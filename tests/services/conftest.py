"""The services are tested on the vault in memory and on the real one."""

from tests.fixtures import *  # noqa: F403 - the fixtures
