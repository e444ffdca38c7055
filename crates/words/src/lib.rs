//! Every sentence that people read, in every language, behind one function.
