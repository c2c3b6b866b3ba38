"""Values and rules of legal help: frozen, pure, standard library only."""
