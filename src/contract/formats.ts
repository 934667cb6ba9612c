/** The formats that are checked in our own way: stricter than those of ajv-formats, and as regular expressions. */
export const ownFormats = { "date-time": dateTime(), date: new RegExp(`^${fullDate()}$`), uri: uri() };

/** A date of RFC 3339, and no 30th of February. */
function fullDate(): string {
  const leapYear = /(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)/.source;
  const day = /(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)/.source;
  return `(?:\\d{4}-${day}|${leapYear}-02-29)`;
}

/** RFC 3339. Leap seconds are accepted in any minute. */
function dateTime(): RegExp {
  const time = /(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)/.source;
  return new RegExp(`^${fullDate()}[Tt]${time}$`);
}

/** RFC 3986, but for ports and IPv6 addresses, which are not checked in detail. */
function uri(): RegExp {
  const part = /[\w.~:/?@!$&'()*+,;=-]*(?:%[\da-f]{2}[\w.~:/?@!$&'()*+,;=-]*)*/.source;
  return new RegExp(`^[a-z][a-z\\d+.-]*:(?://\\[[\\da-f:.]+\\])?${part}(?:#${part})?$`, "i");
}
