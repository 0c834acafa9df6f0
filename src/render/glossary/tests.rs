//! What the glossary chapter holds.
