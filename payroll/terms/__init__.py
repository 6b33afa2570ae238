"""Chinese words of the data: headings, leave kinds, messages.  Nowhere else in the package."""
