//! The worker: does the work that would keep the page from answering.

fn main() {
    hexlog::web::work::listen();
}
