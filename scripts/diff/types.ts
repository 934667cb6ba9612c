/** What the compiler sees of a change: the types of two versions, walked side by side as a consumer uses them. */
import ts from "typescript";
import { pairsOf } from "./pairs.js";
import { bodyOrGroupOf, type Difference, type Effect, inside, type KeyPath, type Use } from "./words.js";

type Members = Map<string, { type: ts.Type; isOptional: boolean }>;

/**
 * Compares the `paths` and the `components` of two modules that openapi-typescript wrote.
 *
 * @param unused the schemas that no operation leads to: code can use their types in any way
 */
export function compareTypes(base: string, head: string, unused: string[]): Difference[] {
  const { checker, was, is } = compiled(base, head);
  const differences: Difference[] = [];
  /** The pairs that were compared in each part, so that a type within itself comes to an end. */
  const seen = new Map<ts.Type, { is: ts.Type; part: string }[]>();
  members(was, is, { use: "response", keys: [] });
  return differences;

  function say(effect: Effect, place: KeyPath, what: string) {
    differences.push({ effect, place, what });
  }

  /** Names that code uses: one less breaks, one more adds. */
  function members(was: ts.Type, is: ts.Type, place: KeyPath) {
    const [before, after] = [membersOf(was), membersOf(is)];
    for (const [name, { type, isOptional }] of before) {
      const [at, now] = [inside(place, name), after.get(name)];
      if (!now) say("removed", at, "removed");
      else if (isOptional && !now.isOptional) say("narrower", at, "optional -> required");
      else if (!isOptional && now.isOptional) say("wider", at, "required -> optional");
      for (const use of now ? usesOf(at) : []) value(type, now?.type ?? type, { ...at, use });
    }
    const others = before.get("*")?.type;
    for (const [name, { type, isOptional }] of after) {
      const at = inside(place, name);
      const [root, kind, , section] = at.keys;
      if (before.has(name)) continue;
      if (root === "components" && kind !== "schemas") say("unseen", at, "added");
      else if (section === "responses" && at.keys.length === 5) say(effectOfStatus(name, type, before), at, "added");
      else if (isOptional || at.use === "response") say("added", at, "added");
      else say("narrower", at, "added, required");
      if (others && !has(others, ts.TypeFlags.Unknown)) value(others, type, at);
    }
  }

  /** Operations repeat the parameters of their path, and lead to most components. */
  function usesOf({ use, keys: [root, kind, name = "", ...inner] }: KeyPath): Use[] {
    if (inner.length > 0 || !name || (root === "paths" && name !== "parameters")) return [use];
    return kind === "schemas" && unused.includes(name) ? ["request", "response"] : [];
  }

  /** openapi-fetch puts the bodies of all successes in one union, and those of all errors in another. */
  function effectOfStatus(status: string, response: ts.Type, known: Members): Effect {
    const isSuccess = (other: string) => other.startsWith("2");
    const bodiesIn = (type: ts.Type) => [...membersOf(membersOf(type).get("content")?.type).values()].map((body) => body.type);
    const others = [...known].filter(([other]) => isSuccess(other) === isSuccess(status));
    const [bodies, bodiesOfOthers] = [bodiesIn(response), others.flatMap(([, { type }]) => bodiesIn(type))];
    if (bodies.length === 0) return isSuccess(status) && bodiesOfOthers.length > 0 ? "other body" : "added";
    return bodies.every((body) => bodiesOfOthers.some((other) => areSame(body, other))) ? "added" : "other body";
  }

  function value(was: ts.Type, is: ts.Type, place: KeyPath) {
    const [before, after] = [alternativesIn(was), alternativesIn(is)];
    const [isAny, isAnyNow] = [has(was, ts.TypeFlags.Unknown), has(is, ts.TypeFlags.Unknown)];
    if (isAny && isAnyNow) return;
    if (isAny) return say("narrower type", place, `anything -> ${typesInWords(after)}`);
    if (isAnyNow) return say("wider", place, `${typesInWords(before)} -> anything`);
    const less = before.filter((type) => !isObjectType(type) && !isAssignable(type, is));
    const more = after.filter((type) => !isObjectType(type) && !isAssignable(type, was));
    const isOnlyNull = less.every((type) => has(type, ts.TypeFlags.Null));
    if (less.length > 0 && more.length > 0) say("different", place, `${typesInWords(less)} -> ${typesInWords(more)}`);
    else if (more.length > 0) say("wider", place, `${typesInWords(more)} added`);
    else if (less.length > 0) say(isOnlyNull ? "narrower" : "narrower type", place, `${typesInWords(less)} removed`);
    // Values that an enum names although it is open to any string.
    const namedIn = (types: ts.Type[]) =>
      types.filter((type) => type.isLiteral() && types.some((other) => other !== type && isAssignable(type, other)));
    const unnamed = namedIn(before).filter((type) => !after.includes(type) && !less.includes(type));
    const named = namedIn(after).filter((type) => !before.includes(type) && !more.includes(type));
    if (unnamed.length > 0) say("removed", place, `${typesInWords(unnamed)} removed`);
    if (named.length > 0) say("added", place, `${typesInWords(named)} added`);
    objects(before.filter(isObjectType), after.filter(isObjectType), place);
  }

  function objects(was: ts.Type[], is: ts.Type[], place: KeyPath) {
    const { pairs, gone, come } = pairsOf(was, is, likeness);
    if (gone.length > 0) say("narrower type", place, `${typesInWords(gone)} removed`);
    if (come.length > 0) say("wider", place, `${typesInWords(come)} added`);
    for (const pair of pairs) {
      const known = seen.get(pair.was) ?? [];
      if (known.some((one) => one.is === pair.is && one.part === bodyOrGroupOf(place))) continue;
      seen.set(pair.was, [...known, { is: pair.is, part: bodyOrGroupOf(place) }]);
      members(pair.was, pair.is, place);
    }
  }

  /** What can be set: properties by name, those of any other name as `*`, and the items of a list as `[]`. */
  function membersOf(type: ts.Type = checker.getNeverType()): Members {
    const members: Members = new Map();
    const add = (name: string, type: ts.Type | undefined, isOptional = true) => {
      if (type && alternativesIn(type).some((one) => !has(one, ts.TypeFlags.Never))) members.set(name, { type, isOptional });
    };
    const owner = checker.getNonNullableType(type);
    if (isList(owner)) add("[]", owner.getNumberIndexType());
    else {
      for (const symbol of owner.getProperties())
        add(symbol.name, checker.getTypeOfSymbol(symbol), (symbol.flags & ts.SymbolFlags.Optional) !== 0);
      add("*", owner.getStringIndexType());
    }
    return members;
  }

  function isAssignable(type: ts.Type, other: ts.Type): boolean {
    return checker.isTypeAssignableTo(type, other);
  }

  function areSame(one: ts.Type, other: ts.Type): boolean {
    const names = (type: ts.Type) => [...membersOf(type).keys()].sort().join("\n");
    return isAssignable(one, other) && isAssignable(other, one) && names(one) === names(other);
  }

  function isList(type: ts.Type): boolean {
    return checker.isArrayType(type) || checker.isTupleType(type);
  }

  /** How many properties of two objects are the same. 0: one of them is a list. */
  function likeness(one: ts.Type, other: ts.Type): number {
    if (isList(one) !== isList(other)) return 0;
    const others = membersOf(other);
    const isShared = ([name, { type }]: [string, { type: ts.Type }]) =>
      areSame(type, others.get(name)?.type ?? checker.getNeverType());
    return 1 + [...membersOf(one)].filter(isShared).length;
  }

  function typesInWords(types: ts.Type[]): string {
    const texts = types.map((type) => (isObjectType(type) && !isList(type) ? "an object" : checker.typeToString(type)));
    return [...new Set(texts)].join(", ").replace("false, true", "boolean").replace("string & {}", "any other string");
  }
}

/** The types of both modules, checked by the compiler as one file. */
function compiled(base: string, head: string) {
  const exports = (version: string) => `{ paths: ${version}.paths; components: ${version}.components }`;
  const aliases = `type Was = ${exports("Base")};\ntype Is = ${exports("Head")};`;
  const code = `namespace Base {\n${base}\n}\nnamespace Head {\n${head}\n}\n${aliases}`;
  const source = ts.createSourceFile("/versions.ts", code, ts.ScriptTarget.Latest);
  const options = { strict: true, types: [], lib: ["lib.es5.d.ts"] };
  const host = ts.createCompilerHost(options);
  const getSourceFile: typeof host.getSourceFile = (file, ...how) =>
    file === source.fileName ? source : host.getSourceFile(file, ...how);
  const checker = ts.createProgram([source.fileName], options, { ...host, getSourceFile }).getTypeChecker();
  const [was, is] = source.statements.slice(-2).map((alias) => checker.getTypeAtLocation(alias)) as [ts.Type, ts.Type];
  return { checker, was, is };
}

/** The members of a union, without undefined. */
function alternativesIn(type: ts.Type): ts.Type[] {
  const types = type.isUnion() ? type.types : [type];
  return types.filter((member) => !has(member, ts.TypeFlags.Undefined));
}

function has(type: ts.Type, flag: ts.TypeFlags): boolean {
  return (type.flags & flag) !== 0;
}

function isObjectType(type: ts.Type): boolean {
  return has(type, ts.TypeFlags.Object) || (type.isIntersection() && type.types.every(isObjectType));
}
