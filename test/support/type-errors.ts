import ts from "typescript";

/** The errors of TypeScript in modules that exist only in memory, by path, such as `/things/types.ts`; one line for each. */
export function typeErrorsOf(modules: Readonly<Record<string, string>>): string[] {
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
    directoryExists: () => true,
    fileExists: (name) => name in modules || disk.fileExists(name),
    readFile: (name) => modules[name] ?? disk.readFile(name),
    getSourceFile: (name, target) =>
      name in modules ? ts.createSourceFile(name, modules[name] ?? "", target) : disk.getSourceFile(name, target),
  };
  const program = ts.createProgram(Object.keys(modules), options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    return `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}
