//! What makes the site an app that can be installed and needs no connection: the worker that answers in
//! the server's place, and the manifest.

use card::{Icon, Purpose};
use post::Site;
use serde_json::{Value, json};

use crate::components::address;
use crate::pages::text::OFFLINE;

/// The path of the worker. Its folder is what it answers for.
pub(super) const SERVICE_WORKER: &str = "/service-worker.js";

/// The path of the manifest.
pub(super) const MANIFEST: &str = "/manifest.webmanifest";

/// The pages that are kept before anybody has visited them.
const PAGES: [&str; 2] = ["/decoder/", OFFLINE];

/// Endings of files that the system may offer to open with the installed app: those that have no better program.
const ENDINGS: [&str; 12] = [
    ".bin", ".dat", ".dump", ".img", ".rom", ".hex", ".elf", ".o", ".so", ".class", ".wasm", ".dll",
];

/// The worker of a build of the site at `base`, whose pages load the files of these names.
pub(super) fn service_worker(build: &str, base: &str, assets: &[String]) -> String {
    let assets: Vec<String> = assets.iter().map(|name| format!("{base}{name}")).collect();
    let pages = PAGES.map(|path| address(base, path));
    let constant = |name, value| format!("const {name} = {value};\n");
    [
        constant("BUILD", json!(build)),
        constant("BASE", json!(base)),
        constant("ASSETS", json!(assets)),
        constant("PAGES", json!(pages)),
        include_str!("../../static/service-worker.js").to_owned(),
    ]
    .concat()
}

/// An icon as the manifest names it; Apple's systems have another way.
fn icon(base: &str, icon: &Icon) -> Option<Value> {
    let purpose = match icon.purpose {
        Purpose::Any => "any",
        Purpose::Maskable => "maskable",
        Purpose::AppleTouch => return None,
    };
    Some(json!({
        "src": address(base, &format!("/{}", icon.name)),
        "sizes": format!("{0}x{0}", icon.size),
        "type": "image/png",
        "purpose": purpose,
    }))
}

/// The manifest: what a system that installs the site as an app shows of it.
/// Source: W3C, Web Application Manifest; `file_handlers` by the WICG's manifest incubations.
pub(super) fn manifest(site: &Site, base: &str) -> String {
    let config = site.config();
    let decoder = address(base, "/decoder/");
    let icons: Vec<Value> = card::icons()
        .iter()
        .filter_map(|icon| self::icon(base, icon))
        .collect();
    let manifest = json!({
        "id": base,
        "name": config.title,
        "short_name": config.title,
        "description": config.tagline,
        "lang": config.language,
        "start_url": decoder,
        "scope": base,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0b6470",
        "icons": icons,
        "file_handlers": [{
            "action": decoder,
            "accept": { "application/octet-stream": ENDINGS },
        }],
        "launch_handler": { "client_mode": "focus-existing" },
    });
    format!("{manifest:#}\n")
}
