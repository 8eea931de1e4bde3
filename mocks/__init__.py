"""Runnable counterparties: programs over real protocols that the portal meets in development and in tests.

Each is one process by itself (`python -m mocks.asan_login --port 8101`) and can be told to misbehave.
Nothing under `webapp` imports from here.
"""
