//! Slips and sheets to reproducible PDF bytes, and the codes on a page back to text.
