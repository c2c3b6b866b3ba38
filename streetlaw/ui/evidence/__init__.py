"""Files as evidence, for every page that has some: taking in, dropping, checking, handing out."""
