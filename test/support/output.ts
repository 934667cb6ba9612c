/** What a program that runs in this process prints, by line: pass it on as the `out` and `error` of the program. */
export function collectOutput() {
  const lines: string[] = [];
  const errors: string[] = [];
  return { lines, errors, out: (line: string) => void lines.push(line), error: (line: string) => void errors.push(line) };
}
