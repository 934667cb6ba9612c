/**
 * What the compiler sees of a change: the types of two versions, walked side by side. Names, such as a path or a property, are there or
 * not: one less breaks code. A value has alternatives: that `"a" | "b"` becomes `"a" | null` takes "b" away and adds null, as the compiler
 * says which of them is assignable to the other side.
 */
import ts from "typescript";
import { type Effect, type Place, usesOf } from "./effects.js";
import { pairsOf } from "./variants.js";
import { bodyOrGroupOf, type Difference } from "./words.js";

type Member = { type: ts.Type; isOptional: boolean };
type Members = Map<string, Member>;

/**
 * Compares the `paths` and the `components` of two modules that openapi-typescript wrote.
 *
 * @param unused the schemas that no operation leads to: code can use their types in any way
 */
export function compareTypes(base: string, head: string, unused: string[]): Difference[] {
  const { checker, was, is } = compiled(base, head);
  const isAssignable = checker.isTypeAssignableTo;
  const isList = (type: ts.Type) => checker.isArrayType(type) || checker.isTupleType(type);
  const differences: Difference[] = [];
  const seen = new Map<ts.Type, { is: ts.Type; part: string }[]>();
  members(was, is, []);
  return differences;

  function say(effect: Effect, place: Place, what: string) {
    differences.push({ effect, place, what });
  }

  /** Names that code uses: one less breaks, one more adds. */
  function members(was: ts.Type, is: ts.Type, place: Place) {
    const [before, after] = [membersOf(was), membersOf(is)];
    for (const [name, { type, isOptional }] of before) {
      const [at, now] = [[...place, name], after.get(name)];
      if (!now) say("removed", at, "removed");
      else if (isOptional && !now.isOptional) say("narrower", at, "optional -> required");
      else if (!isOptional && now.isOptional) say("wider", at, "required -> optional");
      if (now && !isMetElsewhere(at)) value(type, now.type, at);
    }
    const others = before.get("*")?.type;
    for (const [name, member] of after) {
      if (before.has(name)) continue;
      const at = [...place, name];
      const effect = effectOfNew(at, member, before);
      say(effect, at, effect === "imposed" ? "added, required" : "added");
      if (others && !has(others, ts.TypeFlags.Unknown)) value(others, member.type, at);
    }
  }

  /** @param known the members that there were before */
  function effectOfNew(at: Place, { type, isOptional }: Member, known: Members): Effect {
    const [root, kind, , section, key = ""] = at;
    if (root === "components" && at.length <= 3) return kind === "schemas" ? "added" : "unseen";
    if (section === "responses" && at.length === 5) return effectOfStatus(key, type, known);
    const isMediaType = key === "content" && at.length === 6;
    return isOptional || isMediaType || !usesOf(at).includes("request") ? "added" : "imposed";
  }

  /** Operations repeat the parameters of their path, and lead to most components. */
  function isMetElsewhere([root, kind, name = "", ...inner]: Place): boolean {
    if (!name || inner.length > 0) return false;
    return root === "paths" ? name === "parameters" : kind !== "schemas" || !unused.includes(name);
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

  function value(was: ts.Type, is: ts.Type, place: Place) {
    if (was === is) return;
    const [before, after] = [alternativesIn(was), alternativesIn(is)];
    if (has(was, ts.TypeFlags.Unknown)) return say("narrower type", place, `anything -> ${typesInWords(after)}`);
    if (has(is, ts.TypeFlags.Unknown)) return say("wider", place, `${typesInWords(before)} -> anything`);
    const { pairs, gone, come } = pairsOf(before, after, likeness);
    const less = gone.filter((type) => isObjectType(type) || !isAssignable(type, is));
    const more = come.filter((type) => isObjectType(type) || !isAssignable(type, was));
    const isOnlyNull = less.every((type) => has(type, ts.TypeFlags.Null));
    if (less.length > 0 && more.length > 0) say("different", place, `${typesInWords(less)} -> ${typesInWords(more)}`);
    else if (more.length > 0) say("wider", place, `${typesInWords(more)} added`);
    else if (less.length > 0) say(isOnlyNull ? "narrower" : "narrower type", place, `${typesInWords(less)} removed`);
    // Values that an enum names although it is open to any string.
    const isNamed = (types: ts.Type[], type: ts.Type) =>
      type.isLiteral() && types.some((other) => other !== type && isAssignable(type, other));
    const unnamed = gone.filter((type) => isNamed(before, type) && !less.includes(type));
    const named = come.filter((type) => isNamed(after, type) && !more.includes(type));
    if (unnamed.length > 0) say("removed", place, `${typesInWords(unnamed)} removed`);
    if (named.length > 0) say("added", place, `${typesInWords(named)} added`);
    for (const pair of pairs) if (isObjectType(pair.was) && isFirst(pair, place)) members(pair.was, pair.is, place);
  }

  /** Whether two types meet for the first time in a body, so that a type within itself comes to an end. */
  function isFirst(pair: { was: ts.Type; is: ts.Type }, place: Place): boolean {
    const part = bodyOrGroupOf(place);
    const known = seen.get(pair.was) ?? [];
    seen.set(pair.was, [...known, { is: pair.is, part }]);
    return !known.some((one) => one.is === pair.is && one.part === part);
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

  function areSame(one: ts.Type, other: ts.Type): boolean {
    const names = (type: ts.Type) => [...membersOf(type).keys()].sort().join("\n");
    return isAssignable(one, other) && isAssignable(other, one) && names(one) === names(other);
  }

  /** How many properties of two objects are the same. 0: two that have nothing to do with each other. */
  function likeness(one: ts.Type, other: ts.Type): number {
    if (!isObjectType(one) || !isObjectType(other)) return one === other ? 1 : 0;
    if (isList(one) !== isList(other)) return 0;
    const others = membersOf(other);
    const isShared = ([name, { type }]: [string, Member]) => areSame(type, others.get(name)?.type ?? checker.getNeverType());
    return 1 + [...membersOf(one)].filter(isShared).length;
  }

  function typesInWords(types: ts.Type[]): string {
    const texts = types.map((type) => (isObjectType(type) && !isList(type) ? "an object" : checker.typeToString(type)));
    return [...new Set(texts)].join(", ").replace("false, true", "boolean").replace("string & {}", "any other string");
  }
}

/** The types of both modules, checked by the compiler as one file. */
function compiled(base: string, head: string) {
  const code = `
    namespace Base { ${base}
    }
    namespace Head { ${head}
    }
    type Was = { paths: Base.paths; components: Base.components };
    type Is = { paths: Head.paths; components: Head.components };`;
  const source = ts.createSourceFile("/versions.ts", code, ts.ScriptTarget.Latest);
  const options = { strict: true, types: [], lib: ["lib.es5.d.ts"] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (file, ...how) => (file === source.fileName ? source : getSourceFile(file, ...how));
  const checker = ts.createProgram([source.fileName], options, host).getTypeChecker();
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
