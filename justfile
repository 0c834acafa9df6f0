# What .ci/run runs.
ci:
    .ci/run

# The site and the handouts of the book in this repository.
book:
    cargo run -- build

test:
    cargo test

lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings
