import type { Headers } from "../output.ts";

export const headers: Headers = { "MX-Skip-Webhook": true };

// @ts-expect-error a boolean
export const wrong: Headers = { "MX-Skip-Webhook": "perhaps" };
