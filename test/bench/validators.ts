/** What the validators cost, beside Ajv that compiles at run time and zod, with and without the right to make code from strings. */
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { examples } from "nexus-members-contract/examples";
import { isMemberResponseBody } from "nexus-members-contract/validators";
import { z } from "zod";
import { contract } from "../support/contract.js";
import { median, medianRatio, takeTurns } from "./turns.js";
import { memberResponseBody } from "./zod.js";

/** Nanoseconds that a validation of the published response takes, and how many times as long as the others ours takes. */
export async function compareValidators() {
  const published = examples.createMember.standard.response;
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: "contract", components: contract.root.components });
  const compiled = ajv.getSchema("contract#/components/schemas/MemberResponseBody");
  const zod = memberResponseBody();
  z.config({ jitless: true });
  const zodJitless = memberResponseBody();

  const contenders = {
    ours: () => isMemberResponseBody(published),
    ajv: () => compiled?.(published),
    zod: () => zod.safeParse(published).success,
    zodJitless: () => zodJitless.safeParse(published).success,
  };
  for (const [name, accepts] of Object.entries(contenders))
    if (!accepts()) throw new Error(`${name} rejects the published response`);
  const times = await takeTurns(contenders, { rounds: 100, calls: 2000, warmUp: 10 });
  return {
    time: median(times.ours) * 1e6,
    ajv: medianRatio(times.ours, times.ajv),
    zod: medianRatio(times.ours, times.zod),
    zodJitless: medianRatio(times.ours, times.zodJitless),
  };
}
