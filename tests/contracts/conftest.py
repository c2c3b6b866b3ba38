"""The contract tests run on the vault in memory and on the real one."""

from tests.fixtures import *  # noqa: F403 - the fixtures
