# What .ci/run runs.
ci:
    .ci/run

# Whether the small things hold: no browser, nothing fitted anew.
quick:
    BROWSER_TESTS=skip cargo test --lib --test testsuite -- --skip callout::fit

# The site and the handouts of the book in this repository.
book:
    cargo run -- build

test:
    cargo test

lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings

# docs/diagnostics.md and its Chinese twin, from the table in src/diagnostic/table.rs.
docs:
    BILINGUAL_DOCS=1 cargo test --test testsuite documentation
