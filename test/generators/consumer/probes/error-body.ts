import type { schemas } from "../output.ts";
import type { Same } from "./same.ts";

export const bodies: schemas.ErrorResponseBody[] = [
  {},
  { error: {} },
  { error: { code: 4220, message: "" } },
  { error: { code: "4220" } },
];

type Problem = NonNullable<schemas.ErrorResponseBody["error"]>;

export const code: Same<Problem["code"], number | string | undefined> = true;

export const message: Same<Problem["message"], string | undefined> = true;
