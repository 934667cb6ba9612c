/** The formats of numbers. A module of its own: compiled validators hold a copy of it. */
const numberFormat = (validate: (value: number) => boolean) => ({ type: "number", validate }) as const;

export const numberFormats = {
  int32: numberFormat((value) => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31),
  int64: numberFormat((value) => Number.isInteger(value) && value >= -(2 ** 63) && value <= 2 ** 63),
};
