/** What the validators cost, beside zod without code that is made from strings, which ours never make. */
import { connectionStatusValues } from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import { isMemberResponseBody } from "nexus-members-contract/validators";
import { z } from "zod";
import { median, medianRatio, takeTurns } from "./turns.js";

z.config({ jitless: true }); // It counts when a schema is made.

// The schema of the response as one would write it by hand in zod.
const guid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}-[0-9A-Fa-f-]+$`));
const useCase = z.enum(["PFM", "MONEY_MOVEMENT"]);
const dateTime = z.iso.datetime({ offset: true }).nullable().optional();
const member = z.looseObject({
  guid: guid("MBR"),
  user_guid: guid("USR"),
  institution_guid: guid("INS"),
  institution_code: z.string().optional(),
  external_guid: z.string().nullable().optional(),
  name: z.string(),
  metadata: z.string().nullable().optional(),
  connection_status: z.enum(connectionStatusValues).nullable(),
  connection_status_id: z.int().nullable().optional(),
  connection_status_message: z.string().optional(),
  is_being_aggregated: z.boolean(),
  aggregated_at: dateTime,
  successfully_aggregated_at: dateTime,
  most_recent_job_guid: guid("JOB").nullable().optional(),
  background_aggregation_is_disabled: z.boolean().optional(),
  is_oauth: z.boolean().optional(),
  is_managed_by_user: z.boolean(),
  is_user_created: z.boolean(),
  is_manual: z.boolean().optional(),
  needs_updated_credentials: z.boolean().optional(),
  revision: z.int().optional(),
  use_cases: z.array(useCase).optional(),
  oauth_window_uri: z.string().optional(),
});
const standard = member.extend({ is_oauth: z.literal(false).optional() });
const pending = { is_oauth: z.literal(true), connection_status: z.literal("PENDING"), oauth_window_uri: z.url().min(1) };
const memberResponseBody = z.looseObject({ member: z.union([standard, member.extend(pending)]) });

/** Nanoseconds that a validation of the published response takes, and how many times as long as zod ours takes. */
export async function compareValidators() {
  const published = examples.createMember.standard.response;
  const contenders = {
    ours: () => isMemberResponseBody(published),
    zod: () => memberResponseBody.safeParse(published).success,
  };
  for (const [name, accepts] of Object.entries(contenders))
    if (!accepts()) throw new Error(`${name} rejects the published response`);
  const times = await takeTurns(contenders, { rounds: 100, calls: 2000, warmUp: 10 });
  return { time: median(times.ours) * 1e6, toZod: medianRatio(times.ours, times.zod) };
}
