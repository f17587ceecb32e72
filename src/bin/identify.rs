//! The worker for kinds: says what files are.

use hexlog::web::work;

fn main() {
    work::listen(work::kinds);
}
