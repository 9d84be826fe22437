import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Which some clients need (conformance suite: fs.globSync; Inspector: 22.19). */
const enough = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > 22 || major === 22 && minor >= 19;
};

/**
 * A Node that all clients run on: this one if it is new enough, else one from npm, a plain file in a package of its own. There is
 * one for Linux; elsewhere the developer's own must do.
 */
export const node22 = enough() ? process.execPath : fileURLToPath(new URL(`../node_modules/node-linux-${process.arch}/bin/node`, import.meta.url));

if (!existsSync(node22)) throw new Error(`Node ${process.versions.node} is too old for some clients, and npm has no other for this machine: use Node 22.19 or newer.`);
