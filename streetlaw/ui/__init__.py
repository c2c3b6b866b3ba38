"""The window: Qt widgets that ask the services and show what they answer."""
