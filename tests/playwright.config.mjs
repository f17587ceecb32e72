// The end-to-end suite: the built site in a real browser. `cargo xtask test e2e` runs it.
import { defineConfig } from "@playwright/test";
import { setting } from "./e2e/setting.mjs";

// Each window brings two pages of the browser's own for its address bar, which nobody sees here: a fifth of the
// time of all tests. Chromium heeds only the last list of such names, so Playwright's own follow.
const LEFT_OUT = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/servers.mjs",
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: "chromium",
    headless: true,
    actionTimeout: 20_000,
    // What keeps the site for times without a connection has tests of its own; in all others the server answers.
    serviceWorkers: "block",
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: setting("CHROMIUM"),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        `--disable-features=${LEFT_OUT}`,
      ],
    },
  },
});
