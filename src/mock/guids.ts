/** Whether a string has the shape that `guidFor` follows, and no character that JSON would escape. */
export function isGuidLike(text: string): boolean {
  return /^[A-Za-z]+-[\w-]+$/.test(text);
}

/** A GUID with the prefix of another one, derived from a string: the same string always leads to the same GUID. */
export function guidFor(example: string, text: string): string {
  const prefix = example.slice(0, example.indexOf("-"));
  return `${prefix}-${hash(text).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`;
}

/** 128 bits of a string as hex digits. It is synchronous, unlike `crypto.subtle`; it has to withstand no attacker. */
export function hash(text: string): string {
  return [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f].map((seed) => hash32(text, seed)).join("");
}

/** MurmurHash3 of 32 bits, over the 16 bits of each character. */
function hash32(text: string, seed: number): string {
  let bits = seed ^ text.length;
  for (let at = 0; at < text.length; at++) {
    const mixed = Math.imul(text.charCodeAt(at), 0xcc9e2d51);
    bits ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    bits = Math.imul((bits << 13) | (bits >>> 19), 5) + 0xe6546b64;
  }
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0).toString(16).padStart(8, "0");
}
