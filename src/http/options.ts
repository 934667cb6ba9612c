/** What an option must be. */
export interface Requirement {
  accepts(value: unknown): boolean;
  /** The end of a sentence that begins with "it must be". */
  text: string;
}

export const functionOption: Requirement = { accepts: (value) => typeof value === "function", text: "a function" };

export const millisecondsOption: Requirement = {
  accepts: (value) => typeof value === "number" && value > 0 && value < 2 ** 31,
  text: "a positive number of milliseconds below 2^31",
};

export const timeLimitOption: Requirement = {
  accepts: (value) => value === false || millisecondsOption.accepts(value),
  text: `${millisecondsOption.text}, or false`,
};

/** A signal of another realm, such as that of jsdom, is one too. */
export const signalOption: Requirement = {
  accepts(value) {
    const { aborted, addEventListener } = (value ?? {}) as Partial<AbortSignal>;
    return typeof aborted === "boolean" && typeof addEventListener === "function";
  },
  text: "an AbortSignal, such as that of an AbortController",
};

/** For an option whose value is checked where it is used. */
export const uncheckedOption: Requirement = { accepts: () => true, text: "anything" };

/** What each option must be, if it is given. */
export type Requirements<Options> = Record<keyof Options, Requirement>;

/** The options that are given and not undefined. */
export type GivenOptions<Options> = { [Name in keyof Options]?: Exclude<Options[Name], undefined> };

/**
 * The options that are given. Each is read once: a getter may return something else the next time.
 *
 * @param callee What takes the options, for messages.
 * @throws {TypeError} if they are no object, if one has an unknown name, or if one is not what it must be.
 */
export function readOptions<Options extends object>(
  options: Options,
  requirements: Requirements<Options>,
  callee: string,
): GivenOptions<Options> {
  if (typeof options !== "object" || options === null) throw new TypeError(`${callee}: the options must be an object.`);
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(requirements, name));
  if (unknown !== undefined)
    throw new TypeError(`${callee}: ${unknown} is not an option. The options are ${Object.keys(requirements).join(", ")}.`);
  const given: GivenOptions<Options> = {};
  for (const name of Object.keys(requirements) as (keyof Options & string)[]) {
    const value = options[name];
    if (value === undefined) continue;
    const { accepts, text } = requirements[name];
    if (!accepts(value)) throw new TypeError(`${callee}: ${name} must be ${text}.`);
    given[name] = value as never;
  }
  return given;
}
