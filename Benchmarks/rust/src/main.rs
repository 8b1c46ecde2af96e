//! Kedge beside what Rust has, in one process.

mod breaker;
mod kedge;
mod rings;
mod rows;
mod tokens;

fn main() {
    tokens::run();
    rings::run();
    breaker::run();
}
