import { expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { isMemberCreateRequestBody } from "../../generated/validators.js";

test("vitest takes a validator as a schema: expect.schemaMatching", () => {
  expect({ sent: examples.createMember.created.request }).toEqual({ sent: expect.schemaMatching(isMemberCreateRequestBody) });
  expect({ sent: { member: {} } }).not.toEqual({ sent: expect.schemaMatching(isMemberCreateRequestBody) });
});
