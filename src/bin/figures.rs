//! The worker for figures: draws a reader's bytes.

use hexlog::web::work;

fn main() {
    work::listen(work::figures);
}
