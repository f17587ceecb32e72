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
  // Random inputs are the same in all workers, and in a run that is given what another has printed.
  process.env.HEXLOG_SEED ??= String(Date.now() % 1_000_000);
  console.log(`HEXLOG_SEED=${process.env.HEXLOG_SEED}`);
  const servers = await Promise.all(
    SERVERS.map(async ({ site, options }) => {
      const server = await serve(options);
      // Where the tests find it.
      process.env[`HEXLOG_URL_${site.toUpperCase()}`] = server.url;
      return server;
    }),
  );
  return () => Promise.all(servers.map((server) => server.stop()));
}

/** Starts a server; gives its address and how to stop it. */
export function serve(options, port = 0) {
  return new Promise((resolve, reject) => {
    const server = spawn(setting("HEXLOG_XTASK"), ["serve", "--no-build", "--port", String(port), ...options], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    server.on("error", (error) => reject(new Error(`A server did not start: ${error.message}`)));
    server.on("exit", (code) => reject(new Error(`The server with ${options.join(" ")} ended with code ${code}.`)));
    const stop = () =>
      new Promise((stopped) => {
        server.removeAllListeners("exit");
        server.on("exit", stopped);
        server.kill("SIGTERM");
      });
    createInterface(server.stdout).on("line", (line) => {
      const found = line.match(/http:\/\/\S+/);
      if (found) resolve({ url: found[0], stop });
    });
  });
}
