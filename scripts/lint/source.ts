/** The files that a description is made of. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { type Document, isMap, isNode, LineCounter, parseDocument, visit } from "yaml";
import { keysOf } from "../../src/contract/json.js";

interface SourceFile {
  readonly document: Document;
  readonly lines: LineCounter;
}

/** A part of a file, by its keys. */
interface FilePart {
  readonly file: string;
  readonly keys: readonly string[];
}

/** Something that is wrong in a description. */
export interface Mistake {
  /** Where: the keys that lead there from the top of the bundle, through references. */
  readonly path: readonly string[];
  /** What, and what to write instead. */
  readonly message: string;
}

export class SourceFiles {
  readonly #folder: string;
  readonly #entry: string;
  readonly #files = new Map<string, SourceFile>();

  /** @param entry The file that leads to all others, such as `openapi/openapi.yaml`. */
  constructor(folder: string, entry: string) {
    this.#folder = folder;
    this.#entry = resolve(folder, entry);
  }

  /** The file and line of a part of the bundled description, or of the innermost part around it that exists. */
  lineOf(path: readonly string[]): string {
    let place: FilePart = { file: this.#entry, keys: [] };
    let rest = path;
    const component = this.#componentFile(path);
    if (component) {
      place = { file: component, keys: [] };
      rest = path.slice(3);
    }
    for (const key of rest) {
      const { file, keys } = this.#follow(place);
      const next = { file, keys: [...keys, key] };
      if (this.#nodeAt(next) === undefined) break;
      place = next;
    }
    return this.#describe(this.#follow(place));
  }

  /** A mistake with its file and line. */
  sentenceOf({ path, message }: Mistake): string {
    return `${this.lineOf(path)}: ${message}`;
  }

  /** What is wrong with the files themselves: one that nothing refers to, and a schema whose title is not its name. */
  findings(): string[] {
    const used = this.#referencedFiles();
    const folder = dirname(this.#entry);
    const files = ["components", "paths"].flatMap((name) => yamlFilesIn(join(folder, name)));
    const schemas = yamlFilesIn(join(folder, "components/schemas"));
    return [
      ...files
        .filter((file) => !used.has(file))
        .map((file) => `${this.#describe({ file, keys: [] })}: nothing refers to this file: refer to it, or delete it`),
      ...schemas.flatMap((file) => {
        const name = basename(file, ".yaml");
        const title = this.#read(file).document.get("title");
        const found = title === undefined ? "there is no title" : `the title is ${title}`;
        const place = this.#describe({ file, keys: ["title"] });
        return title === name ? [] : [`${place}: ${found}: write \`title: ${name}\`, the name of the file and of the type`];
      }),
    ];
  }

  #describe(place: FilePart): string {
    const node = this.#nodeAt(place);
    const offset = (isNode(node) && node.range?.[0]) || 0;
    const { line } = this.#read(place.file).lines.linePos(offset);
    return `${relative(this.#folder, place.file).replaceAll("\\", "/")}:${line || 1}`;
  }

  /** The file of a component that the bundle has under `components`, and the entry does not. */
  #componentFile([components, kind, name]: readonly string[]): string | undefined {
    if (components !== "components" || !kind || !name) return undefined;
    if (this.#nodeAt({ file: this.#entry, keys: [components, kind, name] }) !== undefined) return undefined;
    return [...this.#referencedFiles()].find((file) => file.endsWith(join(sep, components, kind, `${name}.yaml`)));
  }

  #referencedFiles(): ReadonlySet<string> {
    const found = new Set([this.#entry]);
    for (const file of found) {
      if (!/\.(ya?ml|json)$/.test(file)) continue;
      visit(this.#read(file).document, {
        Pair: (_, { key, value }) => {
          const [path] = `${key}` === "$ref" ? `${value}`.split("#") : [];
          if (path) found.add(resolve(dirname(file), path));
        },
      });
    }
    return found;
  }

  #follow(place: FilePart): FilePart {
    const node = this.#nodeAt(place);
    const reference = isMap(node) ? node.get("$ref") : undefined;
    if (typeof reference !== "string") return place;
    const [path, fragment = ""] = reference.split("#");
    const file = path ? resolve(dirname(place.file), path) : place.file;
    return this.#follow({ file, keys: keysOf(decodeURIComponent(fragment)) });
  }

  #nodeAt({ file, keys }: FilePart): unknown {
    const { document } = this.#read(file);
    return keys.length === 0 ? document.contents : document.getIn(keys, true);
  }

  #read(file: string): SourceFile {
    const known = this.#files.get(file);
    if (known) return known;
    const lines = new LineCounter();
    const read = { lines, document: parseDocument(readFileSync(file, "utf8"), { lineCounter: lines }) };
    this.#files.set(file, read);
    return read;
  }
}

function yamlFilesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true }).map(String);
  return files.filter((file) => file.endsWith(".yaml")).map((file) => join(folder, file));
}
