//! The headers that a careful host sends with everything.

/// Those that are the same everywhere. What asks for a header of another's files
/// (`Cross-Origin-Resource-Policy`) is left out: the cards are there to be shown elsewhere.
pub const SECURITY: [(&str, &str); 4] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// The file of the one page that may connect to any server.
pub const REMOTE_PAGE: &str = "decoder/remote/index.html";

/// The value of `Content-Security-Policy` for every page but one: what stands in the page, and what only
/// a header can say.
pub fn policy() -> String {
    with_ancestors(include_str!("../../../src/content-security-policy.txt"))
}

/// The same for [`REMOTE_PAGE`].
pub fn remote_policy() -> String {
    with_ancestors(include_str!(
        "../../../src/content-security-policy-remote.txt"
    ))
}

fn with_ancestors(policy: &str) -> String {
    format!("{}; frame-ancestors 'none'", policy.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_plain_lines() {
        let policies = [policy(), remote_policy()];
        let values = SECURITY.iter().map(|(_, value)| *value);
        for value in values.chain(policies.iter().map(String::as_str)) {
            // What nginx and header files would read otherwise.
            assert!(!value.contains(['\n', '"', '$', '\\', '{', '}']), "{value}");
            assert!(value.is_ascii() && value.len() < 1000);
        }
        for policy in policies {
            assert!(policy.ends_with("; frame-ancestors 'none'"));
        }
    }
}
