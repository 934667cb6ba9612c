/** The schemas of the contract as one would write them by hand in zod, to compare with. */
import { connectionStatusValues } from "nexus-members-contract";
import * as z from "zod";

const guid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}-[0-9A-Fa-f-]+$`));
const useCase = z.enum(["PFM", "MONEY_MOVEMENT"]);
const shared = {
  institution_guid: guid("INS"),
  skip_aggregation: z.boolean().optional(),
  skip_webhook: z.boolean().optional(),
  external_guid: z.string().optional(),
  metadata: z.string().optional(),
  name: z.string().optional(),
  use_cases: z.array(useCase).min(1).optional(),
};
const credential = z.strictObject({ credential_guid: guid("CRD"), value: z.string() });

export const memberCreateRequest = z.union([
  z.strictObject({ ...shared, is_oauth: z.literal(false).optional(), credentials: z.array(credential).min(1) }),
  z.strictObject({ ...shared, is_oauth: z.literal(true) }),
]);
export const memberCreateRequestBody = z.strictObject({ member: memberCreateRequest });

const dateTime = z.iso.datetime({ offset: true }).nullable().optional();
export const member = z.looseObject({
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
const pending = { is_oauth: z.literal(true), connection_status: z.literal("PENDING"), oauth_window_uri: z.url().min(1) };
/** A new schema each time, since zod reads its configuration when a schema is made. */
export function memberResponseBody() {
  return z.looseObject({
    member: z.union([member.extend({ is_oauth: z.literal(false).optional() }), member.extend(pending)]),
  });
}

export const errorResponseBody = z.looseObject({
  error: z.looseObject({ code: z.union([z.int(), z.string()]).optional(), message: z.string().optional() }).optional(),
});
