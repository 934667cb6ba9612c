/** What the validators cost, next to Ajv that compiles at run time and to zod, with and without the right to make code. */
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { examples } from "nexus-members-contract/examples";
import { isMemberResponseBody } from "nexus-members-contract/validators";
import { z } from "zod";
import { median } from "./mock.ts";

/** Nanoseconds a validation of the published response takes, and how often as long as the others ours takes. */
export async function compareValidators() {
  const published = examples.createMember.standard.response;
  const { components } = JSON.parse(readFileSync(new URL("../../generated/openapi.json", import.meta.url), "utf8"));
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: "contract", components });
  const compiled = ajv.getSchema("contract#/components/schemas/MemberResponseBody");
  const { memberResponseBody: zod } = await import("./zod.mjs");
  z.config({ jitless: true });
  const { memberResponseBody: zodJitless } = await import("./zod.mjs?jitless");

  const contenders = {
    ours: () => isMemberResponseBody(published),
    ajv: () => compiled(published),
    zod: () => zod.safeParse(published).success,
    zodJitless: () => zodJitless.safeParse(published).success,
  };
  for (const [name, accepts] of Object.entries(contenders))
    if (!accepts()) throw new Error(`${name} refuses the published response`);
  const times = { ours: [], ajv: [], zod: [], zodJitless: [] };
  const turns = Object.entries(contenders);
  for (let round = -10; round < 100; round++) {
    for (const [name, accepts] of round % 2 ? turns : turns.toReversed()) {
      const start = performance.now();
      for (let i = 0; i < 2_000; i++) accepts();
      if (round >= 0) times[name].push(((performance.now() - start) / 2_000) * 1e6);
    }
  }
  const ratio = (name) => median(times.ours.map((time, round) => time / times[name][round]));
  return { time: median(times.ours), ajv: ratio("ajv"), zod: ratio("zod"), zodJitless: ratio("zodJitless") };
}
