/** What the compiler sees of a change: the types of two versions, walked side by side as a consumer uses them. */
import ts from "typescript";
import { pairsOf } from "./pairs.js";
import { type Change, type Effect, fieldIn, itemIn, type Place, part, type Use } from "./words.js";

/**
 * Compares the `paths` and the `components` of two files that openapi-typescript wrote.
 *
 * @param unused the schemas that no operation leads to: code can use their types in any way
 */
export function compareTypes(base: string, head: string, unused: string[]): Change[] {
  const program = ts.createProgram([base, head], { strict: true, noEmit: true, types: [], lib: ["lib.es5.d.ts"] });
  const checker = program.getTypeChecker();
  const exported = (file: string, name: string) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    const symbol = module && checker.getExportsOfModule(module).find((one) => one.name === name);
    return symbol && checker.getDeclaredTypeOfSymbol(symbol);
  };
  const walk = new Walk(checker);
  walk.paths(exported(base, "paths"), exported(head, "paths"));
  walk.components(exported(base, "components"), exported(head, "components"), unused);
  return walk.changes;
}

type MaybeType = ts.Type | undefined;
type Properties = Map<string, { type: ts.Type; isOptional: boolean }>;

class Walk {
  readonly changes: Change[] = [];
  /** The types compared in the present part, so that one within itself comes to an end. */
  private seen = new Map<ts.Type, Set<ts.Type>>();

  constructor(private readonly checker: ts.TypeChecker) {}

  paths(was: MaybeType, is: MaybeType) {
    this.members(was, is, part, (path, before, after) => {
      const nameOf = (method: string) => `${method.toUpperCase()} ${path}`;
      this.members(
        before,
        after,
        (method) => part(nameOf(method)),
        (method, one, other) => {
          if (method !== "parameters") this.operation(one, other, nameOf(method));
        },
      );
    });
  }

  components(was: MaybeType, is: MaybeType, unused: string[]) {
    for (const kind of new Set([...this.propertiesOf(was).keys(), ...this.propertiesOf(is).keys()])) {
      const isExported = kind === "schemas";
      const placeOf = (name: string, use?: Use) => part(`${kind} ${name}`, use);
      const each = (name: string, before: ts.Type, after: ts.Type) => {
        const uses: Use[] = isExported && unused.includes(name) ? ["request", "response"] : [];
        for (const use of uses) this.part(before, after, placeOf(name, use));
      };
      this.members(this.under(was, kind), this.under(is, kind), placeOf, each, () => (isExported ? "added" : "unseen"));
    }
  }

  private operation(was: ts.Type, is: ts.Type, name: string) {
    const placeOf = (section: string) => part(`${name} ${section}`.replace("requestBody", "request"), "request");
    this.members(was, is, placeOf, (section, before, after) => {
      if (section === "parameters")
        this.members(before, after, placeOf, (kind, one, other) => this.part(one, other, placeOf(kind)));
      if (section === "requestBody") this.content(before, after, placeOf(section));
      if (section === "responses") this.responses(before, after, `${name} response`);
    });
  }

  private responses(was: ts.Type, is: ts.Type, name: string) {
    const placeOf = (status: string) => part(`${name} ${status}`);
    const each = (status: string, before: ts.Type, after: ts.Type) => {
      this.part(this.under(before, "headers"), this.under(after, "headers"), placeOf(`${status} header`));
      this.content(before, after, placeOf(status));
    };
    // openapi-fetch puts the bodies of all successes in one union, and those of all errors in another.
    const bodiesOf = (type: MaybeType) => [...this.propertiesOf(this.under(type, "content")).values()].map((body) => body.type);
    this.members(was, is, placeOf, each, (status) => {
      const isSuccess = (other: string) => other.startsWith("2");
      const others = [...this.propertiesOf(was)].filter(([other]) => isSuccess(other) === isSuccess(status));
      const known = others.flatMap(([, { type }]) => bodiesOf(type));
      const bodies = bodiesOf(this.under(is, status));
      const isEmptyBeside = bodies.length === 0 && isSuccess(status) && known.length > 0;
      const areKnown = bodies.every((body) => known.some((other) => this.isSame(body, other)));
      return areKnown && !isEmptyBeside ? "added" : "other body";
    });
  }

  private content(was: ts.Type, is: ts.Type, place: Place) {
    const placeOf = (mediaType: string) => part(`${place.part} ${mediaType}`);
    this.members(this.under(was, "content"), this.under(is, "content"), placeOf, (_, before, after) =>
      this.part(before, after, place),
    );
  }

  /** A value of its own. */
  private part(was: MaybeType, is: MaybeType, place: Place) {
    this.seen = new Map();
    if (was && is) this.value(was, is, place);
  }

  private value(was: ts.Type, is: ts.Type, place: Place) {
    const isAny = (type: ts.Type) => has(type, ts.TypeFlags.Unknown);
    if (isAny(was) && isAny(is)) return;
    if (isAny(was)) return this.say("narrower type", place, `anything -> ${this.text(partsOf(is))}`);
    if (isAny(is)) return this.say("wider", place, `${this.text(partsOf(was))} -> anything`);
    const [before, after] = [partsOf(was), partsOf(is)];
    const less = before.filter((type) => !isObject(type) && !this.fits(type, is));
    const more = after.filter((type) => !isObject(type) && !this.fits(type, was));
    const isOnlyNull = less.every((type) => has(type, ts.TypeFlags.Null));
    if (less.length > 0 && more.length > 0) this.say("different", place, `${this.text(less)} -> ${this.text(more)}`);
    else if (more.length > 0) this.say("wider", place, `${this.text(more)} added`);
    else if (less.length > 0) this.say(isOnlyNull ? "narrower" : "narrower type", place, `${this.text(less)} removed`);
    else this.knownValues(before, after, place);
    this.objects(before.filter(isObject), after.filter(isObject), place);
  }

  /** Values that an enum names although it is open to any string. */
  private knownValues(was: ts.Type[], is: ts.Type[], place: Place) {
    const isNew = (from: ts.Type[]) => (type: ts.Type) => type.isLiteral() && !from.some((other) => this.isSame(type, other));
    const [gone, come] = [was.filter(isNew(is)), is.filter(isNew(was))];
    if (gone.length > 0) this.say("removed", place, `${this.text(gone)} removed`);
    if (come.length > 0) this.say("added", place, `${this.text(come)} added`);
  }

  private objects(was: ts.Type[], is: ts.Type[], place: Place) {
    const { pairs, gone, come } = pairsOf(was, is, (one, other) => this.likeness(one, other));
    if (gone.length > 0) this.say("narrower type", place, `${this.text(gone)} removed`);
    if (come.length > 0) this.say("wider", place, `${this.text(come)} added`);
    for (const { was: one, is: other } of pairs) {
      const seen = this.seen.get(one) ?? new Set();
      if (seen.has(other)) continue;
      this.seen.set(one, seen.add(other));
      if (this.isList(one)) this.value(this.itemOf(one), this.itemOf(other), itemIn(place));
      else this.object(one, other, place);
    }
  }

  private object(was: ts.Type, is: ts.Type, place: Place) {
    const placeOf = (name: string) => fieldIn(place, name);
    const [others, othersNow] = [this.othersOf(was), this.othersOf(is)];
    if (others && othersNow) this.value(others, othersNow, placeOf("*"));
    else if (others) this.say("removed", placeOf("*"), "removed");
    else if (othersNow) this.say("added", placeOf("*"), "added");
    this.members(was, is, placeOf, (name, before, after) => this.value(before, after, placeOf(name)));
    for (const [name, { type }] of this.propertiesOf(is))
      if (others && !has(others, ts.TypeFlags.Unknown) && !this.under(was, name)) this.value(others, type, placeOf(name));
  }

  /** Names that code uses: one less breaks, one more adds. */
  private members(
    was: MaybeType,
    is: MaybeType,
    placeOf: (name: string) => Place,
    each: (name: string, was: ts.Type, is: ts.Type) => void,
    effectOfNew: (name: string) => Effect = () => "added",
  ) {
    const [before, after] = [this.propertiesOf(was), this.propertiesOf(is)];
    for (const [name, { type, isOptional }] of before) {
      const now = after.get(name);
      if (!now) this.say("removed", placeOf(name), "removed");
      else if (isOptional && !now.isOptional) this.say("narrower", placeOf(name), "optional -> required");
      else if (!isOptional && now.isOptional) this.say("wider", placeOf(name), "required -> optional");
      if (now) each(name, type, now.type);
    }
    for (const [name, { isOptional }] of after) {
      const place = placeOf(name);
      if (before.has(name)) continue;
      if (isOptional || place.use === "response") this.say(effectOfNew(name), place, "added");
      else this.say("narrower", place, "added, required");
    }
  }

  private say(effect: Effect, place: Place, what: string) {
    this.changes.push({ effect, place, what });
  }

  /** Without those that nobody can set. */
  private propertiesOf(type: MaybeType): Properties {
    const symbols = type ? this.checker.getPropertiesOfType(this.checker.getNonNullableType(type)) : [];
    const entries = symbols.map((symbol) => {
      const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
      return [symbol.name, { type: this.checker.getTypeOfSymbol(symbol), isOptional }] as const;
    });
    return new Map(entries.filter(([, property]) => partsOf(property.type).some((one) => !has(one, ts.TypeFlags.Never))));
  }

  private under(type: MaybeType, name: string): MaybeType {
    return this.propertiesOf(type).get(name)?.type;
  }

  /** The type of the properties that have no name of their own. */
  private othersOf(type: ts.Type): MaybeType {
    const index = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    return index && !has(index, ts.TypeFlags.Never) ? index : undefined;
  }

  private fits(type: ts.Type, other: ts.Type): boolean {
    return this.checker.isTypeAssignableTo(type, other);
  }

  private isSame(one: ts.Type, other: ts.Type): boolean {
    const names = (type: ts.Type) => (isObject(type) ? [...this.propertiesOf(type).keys()].sort().join("\n") : "");
    return this.fits(one, other) && this.fits(other, one) && names(one) === names(other);
  }

  private isList(type: ts.Type): boolean {
    return this.checker.isArrayType(type) || this.checker.isTupleType(type);
  }

  private itemOf(list: ts.Type): ts.Type {
    return this.checker.getIndexTypeOfType(list, ts.IndexKind.Number) ?? list;
  }

  /** How many properties two objects share; those of the same type count twice. */
  private likeness(one: ts.Type, other: ts.Type): number {
    if (this.isList(one) !== this.isList(other)) return -1;
    if (this.isSame(one, other)) return Number.MAX_SAFE_INTEGER;
    const others = this.propertiesOf(other);
    const shared = [...this.propertiesOf(one)].map(([name, { type }]) => [type, others.get(name)?.type]);
    return shared.reduce((sum, [type, same]) => sum + (type && same ? (this.isSame(type, same) ? 2 : 1) : 0), 0);
  }

  private text(types: ts.Type[]): string {
    const texts = types.map((type) => (isObject(type) && !this.isList(type) ? "an object" : this.checker.typeToString(type)));
    return [...new Set(texts)].join(", ").replace("false, true", "boolean").replace("string & {}", "any other string");
  }
}

/** The members of a union, without undefined. */
function partsOf(type: ts.Type): ts.Type[] {
  const types = type.isUnion() ? type.types : [type];
  return types.filter((member) => !has(member, ts.TypeFlags.Undefined));
}

function has(type: ts.Type, flag: ts.TypeFlags): boolean {
  return (type.flags & flag) !== 0;
}

function isObject(type: ts.Type): boolean {
  return has(type, ts.TypeFlags.Object) || (type.isIntersection() && type.types.every(isObject));
}
