# The door: unlocking, PIN, recovery kit, backup, settings.
