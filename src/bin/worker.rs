//! The worker for formats: does the work that would keep the page from answering.

use hexlog::web::work;

fn main() {
    work::listen(work::formats);
}
