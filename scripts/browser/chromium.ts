// A real browser, for tests and for pictures: the Chromium of this machine.

import { type Browser, chromium } from 'playwright-core';
import { which } from 'zx';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const path = process.env['CHROMIUM_BIN'] ?? NAMES.map((name) => which.sync(name, { nothrow: true })).find((found) => found !== null);

/** Why a test is skipped where there is no browser, or false. */
export const noBrowser = path === undefined && process.env['LAB_BROWSER'] !== 'required'
  && `no Chromium was found: put \`chromium\` on PATH, or say where it is with CHROMIUM_BIN (LAB_BROWSER=required makes this a failure)`;

export async function startBrowser(): Promise<Browser> {
  if (path === undefined) throw new Error(`No Chromium was found: none of ${NAMES.join(', ')} is on PATH, and CHROMIUM_BIN names none.`);
  // Chromium refuses to shut root into its sandbox.
  return chromium.launch({ executablePath: path, chromiumSandbox: process.getuid?.() !== 0 });
}
