// What `cargo xtask test e2e` tells the suite through the environment.

/** The value of an environment variable that has to be there. */
export function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run this suite by \`cargo xtask test e2e\`.`);
  return value;
}

/** The folder that each server serves. */
export const dist = {
  root: setting("HEXLOG_SITE_ROOT"),
  bare: setting("HEXLOG_SITE_ROOT"),
  based: setting("HEXLOG_SITE_BASED"),
};

/** The base path of each site. */
export const base = { root: "/", bare: "/", based: "/some/repo/" };

/**
 * The address of a page on one of the servers: `root` as a good host serves it, `bare` as the
 * plainest host does, `based` below a base path.
 */
export function address(path = "/", site = "root") {
  return setting(`HEXLOG_URL_${site.toUpperCase()}`) + path.slice(1);
}
