// Recompute the digest of a dataset from its JSON export: node digest.cjs claims.json
const fs = require("fs");
const crypto = require("crypto");
const { stamp, ...values } = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const computed = {
  claims: `verdict attribution_check credited headline words basis n_findings n_origins
    independent gap relative_gap at_least robust flips`,
  findings: "relation side gap relative_gap at_least decides coverage words",
};
for (const [name, fields] of Object.entries(computed)) {
  for (const record of values[name]) for (const field of fields.split(/\s+/)) delete record[field];
}
const hex = crypto.createHash("sha256").update(JSON.stringify(values)).digest("hex");
console.log(`sha256:${hex}`);
process.exit(stamp.digest === `sha256:${hex}` ? 0 : 1);
