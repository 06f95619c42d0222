// Tells what the real Mermaid understands of diagrams, in every version that is installed here.
//
//   node understand.mjs < requests > answers
//
// One JSON value a line. Asked {"text": "erDiagram …", "versions": ["10.7", "12.3"]}, it answers
// {"10.7": {"error": "…"}, "12.3": {"entities": […], "relations": […], "direction": "LR", "title": "…", "description": "…"}}.
// The first line it prints is {"versions": […]}: what is installed, oldest first.
import { webcrypto as crypto } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const modules = fileURLToPath(new URL('node_modules', import.meta.url));

// installed lists the names of the versions at hand, oldest first.
function installed() {
  const number = (v) => v.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);
  return fs.readdirSync(modules)
    .filter((name) => name.startsWith('mermaid-'))
    .map((name) => name.slice('mermaid-'.length))
    .sort((a, b) => number(a) - number(b));
}

// nothing is what the stand-ins for a browser's functions do.
const nothing = () => {};

// page is as much of a document as Mermaid and its HTML sanitiser look at before they draw.
function page() {
  const document = {
    nodeType: 9, documentElement: { style: {} }, readyState: 'complete', currentScript: null,
    createElement: () => ({ style: {}, content: { ownerDocument: document }, setAttribute: nothing, appendChild: nothing, addEventListener: nothing }),
    createDocumentFragment: nothing, createNodeIterator: nothing, importNode: nothing, addEventListener: nothing,
    getElementsByTagName: () => [], querySelector: () => null, querySelectorAll: () => [], getElementById: () => null,
    implementation: { createHTMLDocument: () => document },
  };
  document.createElementNS = document.createElement;
  return document;
}

// load runs the one-file build of a version in a world of its own that looks enough like a browser.
// The HTML sanitiser, which accessible texts pass through, wants a document; it hands back unread what holds no "<".
function load(version) {
  const dist = path.join(modules, `mermaid-${version}`, 'dist');
  const file = ['mermaid.tiny.js', 'mermaid.min.js'].map((f) => path.join(dist, f)).find((f) => fs.existsSync(f));
  const silent = { log: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing, trace: nothing };
  const world = {
    console: silent, setTimeout, clearTimeout, queueMicrotask, structuredClone, performance, crypto, URL, TextEncoder, TextDecoder,
    document: page(), navigator: { userAgent: '' }, location: { href: '' }, addEventListener: nothing,
  };
  for (const name of ['Element', 'Node', 'NodeFilter', 'NamedNodeMap', 'DocumentFragment', 'HTMLTemplateElement', 'HTMLFormElement', 'DOMParser']) {
    world[name] = class {};
  }
  world.window = world.self = world.globalThis = world;
  vm.createContext(world);
  vm.runInContext(fs.readFileSync(file, 'utf8'), world, { filename: file });
  world.mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
  return world.mermaid;
}

// visible undoes Mermaid's private form of codes, as it does itself when it draws, and then the browser's part.
function visible(text) {
  return text
    .replace(/ﬂ°°/g, '&#').replace(/ﬂ°/g, '&').replace(/¶ß/g, ';')
    .replace(/&(?:#(\d+)|(quot|amp|lt|gt));/g, (_, digits, name) =>
      digits ? String.fromCodePoint(Number(digits)) : { quot: '"', amp: '&', lt: '<', gt: '>' }[name]);
}

const cardinalities = { ONLY_ONE: 'exactly-one', ZERO_OR_ONE: 'zero-or-one', ZERO_OR_MORE: 'zero-or-many', ONE_OR_MORE: 'one-or-many' };

// columns are the rows of an entity; the names of their parts changed with 11.5.
function columns(attributes) {
  return attributes.map((a) => ({
    type: visible(a.type ?? a.attributeType),
    name: visible(a.name ?? a.attributeName),
    keys: [...(a.keys ?? a.attributeKeyTypeList ?? [])],
    comment: visible(a.comment ?? a.attributeComment ?? ''),
  }));
}

// understood is what stands in Mermaid's database after parsing, in one form for all versions.
function understood(db) {
  const entities = db.getEntities();
  const named = typeof entities.entries === 'function' ? [...entities.entries()] : Object.entries(entities);
  const index = new Map(named.flatMap(([name, e], i) => [[e.id ?? name, i], [name, i]]));
  const groups = (db.getSubGraphs?.() ?? []).map((g) => ({ title: visible(g.title ?? ''), entities: g.nodes.map((n) => index.get(n)).sort((a, b) => a - b) }));
  return {
    entities: named.map(([name, e]) => ({
      name: visible(e.alias || name),
      columns: columns(e.attributes ?? []),
      classes: (e.cssClasses ?? '').split(' ').filter((c) => c && c !== 'default'),
    })),
    relations: db.getRelationships().map((r) => ({
      left: index.get(r.entityA), right: index.get(r.entityB), label: visible(r.roleA),
      leftCardinality: cardinalities[r.relSpec.cardB], rightCardinality: cardinalities[r.relSpec.cardA],
      dashed: r.relSpec.relType === 'NON_IDENTIFYING',
    })),
    groups,
    direction: db.getDirection?.() ?? '',
    title: visible(db.getAccTitle?.() ?? ''),
    description: visible(db.getAccDescription?.() ?? ''),
  };
}

// answer parses as a host does, and once more for the database, which parse keeps to itself.
async function answer(mermaid, text) {
  try {
    await mermaid.parse(text);
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
    if (diagram.type !== 'er') return { error: `read as a diagram of type ${diagram.type}` };
    return understood(diagram.db);
  } catch (e) {
    return { error: String(e?.message ?? e?.str ?? e) };
  }
}

const loaded = new Map();
const print = (value) => process.stdout.write(JSON.stringify(value) + '\n');
print({ versions: installed() });
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { text, versions } = JSON.parse(line);
  const answers = {};
  for (const v of versions) {
    if (!loaded.has(v)) loaded.set(v, load(v));
    answers[v] = await answer(loaded.get(v), text);
  }
  print(answers);
}
