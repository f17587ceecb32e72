//! How many cases passed and failed, as the tools themselves report it.

use serde_json::Value;
use std::ops::AddAssign;

/// Cases that passed and cases that failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Cases that did what they should.
    pub(crate) passed: u64,
    /// Cases that did not, or could not run.
    pub(crate) failed: u64,
}

impl Counts {
    /// A single case.
    pub(crate) fn of(passed: bool) -> Self {
        Self {
            passed: u64::from(passed),
            failed: u64::from(!passed),
        }
    }

    /// Sums up the lines `test result: ok. 3 passed; 0 failed; …` of test programs in Rust.
    pub(crate) fn from_rust_tests(output: &str) -> Self {
        let mut counts = Self::default();
        for line in output.lines() {
            let Some((_, result)) = line.split_once("test result: ") else {
                continue;
            };
            let figure = |name: &str| {
                let clause = result.split([';', '.']).map(str::trim);
                let figure = clause.filter_map(|clause| clause.strip_suffix(name)).next();
                figure
                    .and_then(|text| text.trim().parse().ok())
                    .unwrap_or(0)
            };
            counts.passed += figure("passed");
            counts.failed += figure("failed");
        }
        counts
    }

    /// Reads the report that Playwright writes as JSON. A case that was skipped, or that passed
    /// only when tried again, has failed.
    pub(crate) fn from_playwright(report: &str) -> Option<Self> {
        let report: Value = serde_json::from_str(report).ok()?;
        let stats = report.get("stats")?;
        let figure = |name: &str| stats.get(name).and_then(Value::as_u64);
        let errors = report
            .get("errors")
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        let failed = figure("unexpected")? + figure("flaky")? + figure("skipped")?;
        Some(Self {
            passed: figure("expected")?,
            failed: failed.max(u64::from(errors > 0)),
        })
    }

    /// A program that fails without a failed case, or has no case at all, counts as one failure.
    pub(crate) fn judged(self, succeeded: bool) -> Self {
        let is_lost = self.failed == 0 && (!succeeded || self.passed == 0);
        Self {
            failed: if is_lost { 1 } else { self.failed },
            ..self
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u64, failed: u64) -> Counts {
        Counts { passed, failed }
    }

    #[test]
    fn rust_tests_are_summed_up() {
        let check = |output, expected| assert_eq!(Counts::from_rust_tests(output), expected);
        check(
            "running 2 tests\ntest a ... ok\n\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; \
             0 filtered out; finished in 0.00s\n\n\
             test result: FAILED. 10 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out\n",
            counts(12, 3),
        );
        check(
            "    test result: ok. 4 passed; 0 failed; 0 ignored; 0 filtered out",
            counts(4, 0),
        );
        check("error: could not compile\n", counts(0, 0));
        check("", counts(0, 0));
    }

    #[test]
    fn playwrights_report_is_read() {
        let check = |report, expected| assert_eq!(Counts::from_playwright(report), expected);
        check(
            r#"{"errors": [], "stats": {"expected": 5, "unexpected": 1, "flaky": 1, "skipped": 2}}"#,
            Some(counts(5, 4)),
        );
        check(
            r#"{"errors": [{}], "stats": {"expected": 0, "unexpected": 0, "flaky": 0, "skipped": 0}}"#,
            Some(counts(0, 1)),
        );
        check("{}", None);
        check("", None);
    }

    #[test]
    fn nothing_run_is_a_failure() {
        assert_eq!(counts(0, 0).judged(true), counts(0, 1));
        assert_eq!(counts(3, 0).judged(false), counts(3, 1));
        assert_eq!(counts(3, 2).judged(false), counts(3, 2));
        assert_eq!(counts(3, 0).judged(true), counts(3, 0));
    }
}
