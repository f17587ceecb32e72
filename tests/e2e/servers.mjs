// Starts the servers before the first test and stops them after the last.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { base, dist, setting } from "./setting.mjs";

const SERVERS = [
  { site: "root", options: ["--dist", dist.root] },
  { site: "bare", options: ["--dist", dist.bare, "--bare"] },
  { site: "based", options: ["--dist", dist.based, "--base", base.based] },
];

export default async function startServers() {
  const servers = await Promise.all(SERVERS.map(start));
  return () => Promise.all(servers.map(stop));
}

/** Starts one server and puts its address into the environment, where the tests find it. */
function start({ site, options }) {
  return new Promise((resolve, reject) => {
    const server = spawn(setting("HEXLOG_XTASK"), ["serve", "--no-build", "--port", "0", ...options], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    server.on("error", (error) => reject(new Error(`The server of ${site} did not start: ${error.message}`)));
    server.on("exit", (code) => reject(new Error(`The server of ${site} ended with code ${code}.`)));
    createInterface(server.stdout).on("line", (line) => {
      const found = line.match(/http:\/\/\S+/);
      if (!found) return;
      process.env[`HEXLOG_URL_${site.toUpperCase()}`] = found[0];
      resolve(server);
    });
  });
}

function stop(server) {
  return new Promise((resolve) => {
    server.removeAllListeners("exit");
    server.on("exit", resolve);
    server.kill("SIGTERM");
  });
}
