//! Hexlog
