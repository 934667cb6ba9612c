/** What a reader once looked for in vain. */
export const sentences = [
  "A session token expires after 30 minutes without a call",
  "Nexus rejects the request with the code 4220",
  "referral_source",
  "POST /members is not idempotent",
  "The institution waits for an MFA answer",
];
