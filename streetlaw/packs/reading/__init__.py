"""From the text of a pack's tables to typed rows and law; `loader` puts a whole pack together."""
