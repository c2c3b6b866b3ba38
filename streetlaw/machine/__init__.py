"""A look at the computer: what of it protects a vault, and what does not. Standard library, no Qt.

`look.look` gives all findings. What is read are files of the system; no program is started, nothing is
written. Where a system cannot be asked that way, the finding says that it is not known.
"""
