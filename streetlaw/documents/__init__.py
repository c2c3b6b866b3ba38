"""Papers: values in, bytes of a PDF out. The package is light; reportlab comes with the first paper."""
