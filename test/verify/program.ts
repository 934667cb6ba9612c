import { verifiedContract } from "../../src/verified-contract.js";
import { main } from "../../src/verify/cli.js";
import { collectOutput } from "../support/output.js";

/** Runs the program in this process, without the environment of this process. */
export async function run(args: string[], env: Record<string, string> = {}, signal?: AbortSignal) {
  const { lines, errors, ...output } = collectOutput();
  const code = await main(verifiedContract, args, { ...output, env, ...(signal && { signal }) });
  return { code, output: lines.join("\n"), errors: errors.join("\n") };
}
