import type { DefaultErrorBody, schemas } from "../output.ts";
import type { Same } from "./same.ts";

export const error: Same<DefaultErrorBody, schemas.ErrorResponseBody> = true;
