/** `Prefer`, by which a request asks for its own response. */
import { parseScalar } from "../contract/json.js";
import type { MockRule } from "./rules.js";

/** The preferences that are for the mock, and the option of a rule that each stands for. */
const meanings = new Map<string, keyof MockRule>([
  ["code", "status"],
  ["example", "scenario"],
  ["delay", "delay"],
  ["cut", "cut"],
  ["processed", "processed"],
  ["reset", "reset"],
]);

/** A preference or a parameter of one (RFC 7240): a name, and a value with or without quotes. */
const preference = /[\s,;]*([^\s=,;"]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?\s*(?=[,;]|$)/y;

/** The rule that `Prefer` asks for, unchecked; undefined if it asks for nothing of the mock. @throws {TypeError} if it cannot be read. */
export function ruleOfPrefer(prefer: string): Record<string, unknown> | undefined {
  const rule: Record<string, unknown> = {};
  preference.lastIndex = 0;
  for (let rest = prefer; /[^\s,;]/.test(rest); rest = prefer.slice(preference.lastIndex)) {
    const match = preference.exec(prefer);
    if (!match) throw new TypeError('Prefer must be a list, such as code=422, example="duplicate".');
    const [, name = "", quoted, plain = ""] = match;
    const option = meanings.get(name.toLowerCase());
    const value = quoted?.replaceAll(/\\(.)/g, "$1") ?? plain;
    // The first of a name counts.
    if (option && !(option in rule)) rule[option] = option === "scenario" ? value : parseScalar(value);
  }
  return Object.keys(rule).length > 0 ? rule : undefined;
}
