//! A server of nginx, which does what `cargo xtask serve` does.

use std::collections::BTreeSet;

use crate::caching::{IMMUTABLE, NO_CACHE};
use crate::kinds::{BYTES, KINDS};
use crate::security::{REMOTE_PAGE, SECURITY, policy, remote_policy};

/// The configuration for a site at `host`, below `base`. It is included where servers stand: in `http`.
pub fn nginx(host: &str, base: &str) -> String {
    let plain = |character: char| {
        if character.is_ascii_alphanumeric() {
            character
        } else {
            '_'
        }
    };
    let suffix: String = host.chars().map(plain).collect();
    let remote = format!("{base}{REMOTE_PAGE}").replace('.', "\\.");
    let mut text = format!(
        "# The site's files go to /var/www/{host}, and this file to where nginx reads servers from, such as\n\
         # /etc/nginx/conf.d/{host}.conf.\n\n\
         map $uri $policy_{suffix} {{\n    default \"{}\";\n    \"~^{remote}$\" \"{}\";\n}}\n\n\
         # Names with a hash are names of what never changes.\n\
         map $uri $caching_{suffix} {{\n    default \"{NO_CACHE}\";\n    \"~-[0-9a-f]{{12,16}}(_bg)?\\.[^./]+$\" \"{IMMUTABLE}\";\n    \"~/search-[0-9a-f]{{12,16}}/\" \"{IMMUTABLE}\";\n}}\n\n\
         server {{\n    listen 80;\n    listen [::]:80;\n    server_name {host};\n\n",
        policy(),
        remote_policy(),
    );
    text.push_str(&place(host, base));
    text.push_str(&format!(
        "    error_page 404 {base}404.html;\n    absolute_redirect off;\n    server_tokens off;\n\n"
    ));
    text.push_str(&format!(
        "    add_header Content-Security-Policy $policy_{suffix} always;\n    \
         add_header Cache-Control $caching_{suffix} always;\n"
    ));
    for (name, value) in SECURITY {
        text.push_str(&format!("    add_header {name} \"{value}\" always;\n"));
    }
    text + &types() + "}\n"
}

/// Where the files are.
fn place(host: &str, base: &str) -> String {
    let root = format!("/var/www/{host}");
    if base == "/" {
        return format!("    root {root};\n    index index.html;\n");
    }
    let bare = base.trim_end_matches('/');
    format!(
        "    index index.html;\n    location {base} {{\n        alias {root}/;\n    }}\n    \
         location = {bare} {{\n        return 308 {base};\n    }}\n    \
         location = / {{\n        return 307 {base};\n    }}\n    location / {{\n        return 404;\n    }}\n"
    )
}

/// What files are called, which of them are in UTF-8, and which are compressed.
fn types() -> String {
    let listed = |chosen: BTreeSet<&str>| {
        // nginx always does both for this one, and warns where it is named.
        let names = chosen.into_iter().filter(|mime| *mime != "text/html");
        names.collect::<Vec<_>>().join("\n        ")
    };
    let with_charset = KINDS.iter().filter(|kind| kind.mime.contains("charset"));
    let compressed = KINDS.iter().filter(|kind| kind.is_compressible);
    let mut text = format!("\n    default_type {};\n    types {{\n", BYTES.mime);
    for kind in KINDS {
        text.push_str(&format!("        {} {};\n", kind.essence(), kind.extension));
    }
    text.push_str(&format!(
        "    }}\n    charset utf-8;\n    charset_types\n        {};\n\n    \
         gzip on;\n    gzip_vary on;\n    gzip_proxied any;\n    gzip_types\n        {};\n",
        listed(with_charset.map(|kind| kind.essence()).collect()),
        listed(compressed.map(|kind| kind.essence()).collect()),
    ));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_at_the_root_and_below_a_path() {
        let text = nginx("ann.example", "/");
        assert!(text.contains("    root /var/www/ann.example;\n"), "{text}");
        assert!(
            text.contains("\"~^/decoder/remote/index\\.html$\""),
            "{text}"
        );
        assert!(text.contains("    error_page 404 /404.html;\n"), "{text}");
        let text = nginx("ann.example", "/some/repo/");
        assert!(
            text.contains("location /some/repo/ {\n        alias /var/www/ann.example/;"),
            "{text}"
        );
        assert!(
            text.contains("\"~^/some/repo/decoder/remote/index\\.html$\""),
            "{text}"
        );
        assert!(
            text.contains("    error_page 404 /some/repo/404.html;\n"),
            "{text}"
        );
        for text in [nginx("a.example", "/"), nginx("a.example", "/b/")] {
            assert_eq!(text.matches('{').count(), text.matches('}').count());
            for (name, value) in SECURITY {
                assert!(text.contains(&format!("add_header {name} \"{value}\" always;")));
            }
            assert!(text.contains(&policy()) && text.contains(&remote_policy()));
        }
    }
}
