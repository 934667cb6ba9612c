import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

export interface Snippet {
  /** The module of the types, as given to `compile`. */
  types: string;
  code: string;
}

/** Types as openapi-typescript writes them for this package. */
export async function typesOf(document: unknown): Promise<string> {
  return astToString(await openapiTS(JSON.parse(JSON.stringify(document, generatable)), { defaultNonNullable: false }));
}

/** The generator rejects a document with examples that break it, and does not know `true` and `false` in a list of schemas. */
function generatable(key: string, value: unknown) {
  if (key === "examples") return undefined;
  if (!["allOf", "anyOf", "oneOf"].includes(key) || !Array.isArray(value)) return value;
  return value.map((schema) => (schema === true ? {} : schema === false ? { not: {} } : schema));
}

/** One run of the compiler over all modules of types and all code that uses them. */
export function compile(modules: Record<string, string>, snippets: Record<string, Snippet>) {
  const files = new Map<string, string>();
  for (const [name, source] of Object.entries(modules)) files.set(`/${name}.ts`, source);
  for (const [name, { types, code }] of Object.entries(snippets))
    files.set(
      `/${name}.ts`,
      `import type { components, operations, paths, webhooks } from "./${types}.js";\n${code}\nexport {};\n`,
    );

  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => files.has(name) || disk.fileExists(name),
    readFile: (name) => files.get(name) ?? disk.readFile(name),
    getSourceFile: (name, target) =>
      files.has(name) ? ts.createSourceFile(name, files.get(name) ?? "", target) : disk.getSourceFile(name, target),
  };
  const program = ts.createProgram([...files.keys()], options, host);
  const checker = program.getTypeChecker();
  const fileOf = (name: string) => program.getSourceFile(`/${name}.ts`) ?? fail(`no file ${name}`);

  const broken = Object.keys(modules).filter((name) => program.getSemanticDiagnostics(fileOf(name)).length > 0);
  if (broken.length > 0) fail(`the types of ${broken.join(", ")} do not compile`);
  return {
    compiles(name: string): boolean {
      const file = fileOf(name);
      return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].length === 0;
    },
    /** Whether each value of one schema of a module fits another one. */
    fits(module: string, from: string, to: string): boolean {
      const schemas = typeOfProperty(checker.getTypeAtLocation(interfaceIn(fileOf(module), "components")), "schemas");
      return checker.isTypeAssignableTo(typeOfProperty(schemas, from), typeOfProperty(schemas, to));
    },
  };

  function typeOfProperty(type: ts.Type, name: string): ts.Type {
    return checker.getTypeOfSymbol(type.getProperty(name) ?? fail(`no ${name}`));
  }
}

function interfaceIn(file: ts.SourceFile, name: string): ts.Node {
  return file.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name) ?? fail(`no ${name}`);
}

function fail(message: string): never {
  throw new Error(message);
}
