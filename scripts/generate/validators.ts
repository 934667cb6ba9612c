import type { OpenApiDocument } from "../../src/contract/document.js";
import { variantsIn } from "./compile.js";
import { docComment } from "./text.js";

/** A typed validator for each component schema. */
export function validatorsModule(document: OpenApiDocument): string {
  const exports = Object.entries(document.schemas).map(([name, { description = "" }]) => {
    const comment = docComment(`Validates {@link schemas.${name}}: ${description}`);
    const variants = variantsIn(document, name).map((variant) => `${variant}: compiled.${variant}`);
    const values = [`compiled.${name}`, ...(variants.length ? [`{ ${variants.join(", ")} }`] : [])];
    return `\n${comment}export const is${name} = /* @__PURE__ */ validator<schemas.${name}>(${values.join(", ")});\n`;
  });
  return `import { validator } from "../src/contract/validator.js";
import * as compiled from "./compiled.js";
import type * as schemas from "./schemas.js";
${exports.join("")}`;
}
