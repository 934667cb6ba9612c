type IsAny<T> = 0 extends 1 & T ? true : false;

/** `true` if each of the types can be assigned to the other, and neither is `any`. */
export type Same<A, B> =
  IsAny<A> extends true ? false : IsAny<B> extends true ? false : [A] extends [B] ? ([B] extends [A] ? true : false) : false;
