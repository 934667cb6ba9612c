/** A GUID with the prefix of another one, derived from a string: the same string always leads to the same GUID. */
export function guidFor(example: string, text: string): string {
  const prefix = example.slice(0, example.indexOf("-"));
  return `${prefix}-${hash(text).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`;
}

/**
 * 128 bits of a string as hex digits. Four 32-bit hashes that feed each other: quicker than `crypto.subtle`, which is also asynchronous.
 * Nothing here has to withstand an attacker.
 */
export function hash(text: string): string {
  let [one, two, three, four] = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f];
  for (let at = 0; at < text.length; at += 2) {
    // Two characters of 16 bits; nothing beyond the end counts as 0.
    const bits = text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
    one = (two + Math.imul(rotate(one ^ bits), 0xcc9e2d51)) | 0;
    two = (three + Math.imul(rotate(two ^ bits), 0x1b873593)) | 0;
    three = (four + Math.imul(rotate(three ^ bits), 0xe6546b65)) | 0;
    four = (one + Math.imul(rotate(four ^ bits), 0x38495ab5)) | 0;
  }
  return hex(one ^ text.length) + hex(two) + hex(three) + hex(four);
}

function rotate(bits: number): number {
  return (bits << 13) | (bits >>> 19);
}

/** A 32-bit number as eight digits, each of which depends on every bit. */
function hex(bits: number): string {
  const once = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return ((twice ^ (twice >>> 16)) >>> 0).toString(16).padStart(8, "0");
}
