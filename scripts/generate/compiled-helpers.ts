/** What compiled validators hold a copy of. */

const numberFormat = (validate: (value: number) => boolean) => ({ type: "number", validate }) as const;

/** The formats of numbers. */
export const numberFormats = {
  int32: numberFormat((value) => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31),
  int64: numberFormat((value) => Number.isInteger(value) && value >= -(2 ** 63) && value <= 2 ** 63),
};

/** The number of characters of a string, as `minLength` counts them: in place of Ajv's, whose CommonJS no bundler drops. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
