"""What watches over an open window: when to lock, what may be copied, who may take pictures of it."""
