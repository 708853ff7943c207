// Reads YAML with the package "yaml", which follows YAML 1.2, and tells what it read as
// tests/text/tool_tree does: read_yaml.mjs MODULES <TEXTS. PLACE is "-" for what is not written and
// for a block, which have no place of their own.
import { createRequire } from "node:module";
import { buffer } from "node:stream/consumers";

const { parseAllDocuments, isAlias, isPair, isSeq, isScalar } =
  createRequire(`${process.argv[2]}/`)("yaml");
const OPTIONS = { schema: "failsafe", uniqueKeys: false, stringKeys: false, logLevel: "silent" };

function* texts(input) {
  for (let at = 0; at < input.length; ) {
    const end = input.indexOf("\n", at);
    const size = Number(input.toString("latin1", at, end));
    at = end + 1 + size;
    yield input.toString("utf8", end + 1, at);
  }
}

// Counted in characters, from 1.
function placeOf(text, offset) {
  const before = text.slice(0, offset).replace(/^\ufeff/, "");
  const line = before.split("\n");
  return `${line.length}:${[...line.at(-1)].length + 1}`;
}

function describe(node, document, text) {
  if (isAlias(node)) {
    node = node.resolve(document);
  }
  if (node === null || node === undefined) {
    return ["p", "-", ""];
  }
  if (isScalar(node)) {
    const plain = node.type === "PLAIN" || node.type === undefined;
    const value = node.value === null ? "" : String(node.value);
    const placed = node.type?.startsWith("QUOTE") || (plain && value !== "");
    return [plain ? "p" : "t", placed ? placeOf(text, node.range[0]) : "-", value];
  }
  if (isPair(node)) {
    return ["m", "-", ...[node.key, node.value].map((item) => describe(item, document, text))];
  }
  // A first key's anchor or tag may be counted, or not, and so may a "?" within brackets.
  const first = node.items[0]?.key;
  const isVague = first?.anchor || first?.tag || (node.flow && !"[{".includes(text[node.range[0]]));
  const place = isVague ? "-" : placeOf(text, node.range[0]);
  if (isSeq(node)) {
    return ["s", place, ...node.items.map((item) => describe(item, document, text))];
  }
  const pairs = node.items.flatMap((pair) => [pair.key, pair.value]);
  return ["m", place, ...pairs.map((item) => describe(item, document, text))];
}

function tell(text) {
  const documents = parseAllDocuments(text, OPTIONS);
  if (documents.length !== 1) {
    return { errors: [`${documents.length ?? 0} documents`] };
  }
  const errors = documents[0].errors.map((error) => error.message);
  if (errors.length > 0) {
    return { errors };
  }
  return describe(documents[0].contents, documents[0], text);
}

for (const text of texts(await buffer(process.stdin))) {
  console.log(JSON.stringify(tell(text)));
}
