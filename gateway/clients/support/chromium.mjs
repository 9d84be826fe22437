import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a Chromium of this machine is; playwright-core brings none. */
export const chromiumPath = places.find((place) => place && existsSync(place));

/** Why tests that need a browser do not run, or false; with PATCHBAY_REQUIRE_CLIENTS=1 they run, and fail without one. */
export const noChromium = chromiumPath === undefined && process.env.PATCHBAY_REQUIRE_CLIENTS !== '1'
  && 'there is no Chromium here: install it (Debian: apt-get install chromium), or name one in CHROMIUM';

/** A browser without a window. Its own sandbox does not work for root, as whom a check may run. */
export async function startChromium() {
  if (chromiumPath === undefined) throw new Error('There is no Chromium here, and PATCHBAY_REQUIRE_CLIENTS=1 demands it.');
  return chromium.launch({
    executablePath: chromiumPath,
    args: ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}
