/** What is wrong with the arguments of a program: the first sentence of an error of `parseArgs`; undefined for any other error. */
export function argumentProblem(error: unknown): string | undefined {
  const { code, message } = error as Error & { code?: unknown };
  return String(code).startsWith("ERR_PARSE_ARGS") ? message.split(/\.(?=\s|$)/)[0] : undefined;
}
