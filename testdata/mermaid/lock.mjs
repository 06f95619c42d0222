// Writes package-lock.json anew after a change of the versions in package.json: "npm run lock".
//
// The one-file builds hold all that they need, so the lock names the packages alone and not their
// dependencies (some 200 packages): "npm ci" then installs only what it names. Nor does it name the place they
// came from, so that any registry will do; the integrity sums stand.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const file = fileURLToPath(new URL('package-lock.json', import.meta.url));
fs.rmSync(file, { force: true });
execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });

const lock = JSON.parse(fs.readFileSync(file, 'utf8'));
const named = Object.entries(lock.packages).filter(([place]) => place === '' || /^node_modules\/mermaid-[\d.]+$/.test(place));
lock.packages = Object.fromEntries(named.map(([place, { name, version, integrity, license, dependencies }]) =>
  [place, place === '' ? { name, dependencies } : { name, version, integrity, license }]));
fs.writeFileSync(file, JSON.stringify(lock, null, 2) + '\n');
