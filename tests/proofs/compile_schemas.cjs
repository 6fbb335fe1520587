// Compile every JSON Schema of a data folder with ajv in its default mode, and check the files.
// Usage: node compile_schemas.cjs DATA (with ajv and yaml installed where node finds them)
const fs = require("fs");
const path = require("path");
const Ajv = require("ajv/dist/2020");
const YAML = require("yaml");

const data = process.argv[2];
const ajv = new Ajv({ allErrors: true });
let faults = 0;

function say(name, errors) {
  faults += errors.length;
  console.log(errors.length ? `FAULT ${name}: ${errors.join("; ")}` : `ok ${name}`);
}

const checks = {};
for (const file of fs.readdirSync(path.join(data, "schema"))) {
  try {
    const schema = JSON.parse(fs.readFileSync(path.join(data, "schema", file), "utf8"));
    checks[file] = ajv.compile(schema);
    say(file, []);
  } catch (error) {
    say(file, [error.message]);
  }
}

function* dataFiles(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* dataFiles(file);
    else if (file.endsWith(".yaml")) yield file;
  }
}

for (const file of dataFiles(data)) {
  const text = fs.readFileSync(file, "utf8");
  const named = /^# yaml-language-server: \$schema=(\S+)$/m.exec(text);
  if (!named) {
    say(path.relative(data, file), ["no modeline"]);
    continue;
  }
  const check = checks[path.basename(named[1])];
  const valid = check(YAML.parse(text));
  say(path.relative(data, file), valid ? [] : check.errors.map((e) => `${e.instancePath} ${e.message}`));
}
process.exit(faults ? 1 : 0);
