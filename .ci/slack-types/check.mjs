// Checks every message and view that the tests produce against Slack's own types, @slack/types, with tsc:
//
//   node check.mjs RECORDED
//
// RECORDED is a folder to which the tests wrote what they said (CHASER_SAID=RECORDED go test ./bot); the golden files are read besides.
// Whatever differs in its words alone is checked once. Blocks of types that @slack/types does not know yet are left out and counted.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// What Slack takes and its types lack. said.ts does not compile once they have it: then take it off this list.
const missing = ['data_visualization'];

const here = dirname(fileURLToPath(import.meta.url));
const version = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).devDependencies['@slack/types'];
const golden = join(here, '../../bot/testdata');
const recorded = process.argv[2];
if (!recorded || !readdirSync(recorded).some((n) => n.endsWith('.jsonl'))) {
  fail('Name the folder to which the tests have written what they said: CHASER_SAID=FOLDER go test ./bot');
}

// read gives everything that was said, each with where it comes from.
function* read() {
  for (const name of readdirSync(golden).filter((n) => n.endsWith('.golden.json'))) {
    yield { from: name, said: JSON.parse(readFileSync(join(golden, name), 'utf8')) };
  }
  for (const name of readdirSync(recorded).filter((n) => n.endsWith('.jsonl'))) {
    for (const line of readFileSync(join(recorded, name), 'utf8').split('\n').filter(Boolean)) {
      yield JSON.parse(line);
    }
  }
}

// What a string means to the types; all other strings are words.
const meant = new Set(['type', 'style', 'name', 'response_type', 'response_action', 'include']);

// shape is a value without its words.
function shape(value, key) {
  if (Array.isArray(value)) return value.map((v) => shape(v, key));
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, shape(v, k)]));
  if (typeof value === 'string' && !meant.has(key)) return value && 'x';
  return value;
}

const messages = new Map(), modals = new Map(), homes = new Map(), blocks = new Map(), unchecked = new Map();
let all = 0;
for (const { from, said } of read()) {
  all++;
  const list = said.blocks ?? [];
  for (const block of list) {
    if (missing.includes(block.type)) unchecked.set(block.type, (unchecked.get(block.type) ?? 0) + 1);
    else keep(blocks, shape(block), from);
  }
  const frame = { ...shape(said), ...(said.blocks && { blocks: [] }) };
  keep(said.type === 'modal' ? modals : said.type === 'home' ? homes : messages, frame, from);
}

function keep(kind, value, from) {
  const text = JSON.stringify(value);
  if (!kind.has(text)) kind.set(text, from);
}

const lines = [
  "import type { HomeView, KnownBlock, ModalView } from '@slack/types';",
  "type Strict<View> = Omit<View, 'blocks'> & { blocks: KnownBlock[] };",
  "interface Message { text: string; blocks?: KnownBlock[]; response_type?: 'ephemeral' | 'in_channel'; replace_original?: boolean; thread_ts?: string }",
];
const origin = [];
function list(name, type, kind) {
  lines.push(`export const ${name}: ${type}[] = [`);
  for (const [text, from] of kind) {
    lines.push(text + ',');
    origin[lines.length] = from;
  }
  lines.push('];');
}
list('messages', 'Message', messages);
list('modals', 'Strict<ModalView>', modals);
list('homes', 'Strict<HomeView>', homes);
list('blocks', 'KnownBlock', blocks);
for (const type of missing) {
  lines.push(`export const ${type}: '${type}' extends KnownBlock['type'] ? 'known by now: take it off the list in check.mjs' : true = true;`);
}
writeFileSync(join(here, 'said.ts'), lines.join('\n') + '\n');

const tsc = spawnSync(process.execPath, [join(here, 'node_modules/typescript/bin/tsc'), '-p', here, '--pretty', 'false'], { encoding: 'utf8' });
const left = [...unchecked].map(([type, n]) => `${type} (${n})`).join(', ') || 'none';
console.log(
  `${all} messages and views; without their words ${messages.size} messages, ${modals.size} modals, ${homes.size} Homes and ${blocks.size} blocks differ.\n` +
    `Not in @slack/types ${version}, and so not checked: ${left}`,
);
if (tsc.status !== 0) {
  fail(
    tsc.stdout.replaceAll(/^.*said\.ts\((\d+),\d+\): /gm, (_, line) => `${origin[line] ? 'from ' + origin[line] + ', ' : ''}said.ts:${line}: `) +
      tsc.stderr +
      'Slack’s types do not take what is said.',
  );
}

function fail(why) {
  console.error(why);
  process.exit(1);
}
