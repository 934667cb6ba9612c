/** The contract as the docs show it: the HTML and the Markdown of the reference are made from this one document. */

import { type Node, OpenApiDocument } from "../../src/contract/document.js";
import { mergeAllOf } from "../contract/all-of.js";
import { withEvidence } from "../evidence/describe.js";
import type { Sources } from "../evidence/model.js";

/**
 * A copy of the bundle: its schemas have no `allOf`, so that each field has the description that is closest to it; its descriptions end
 * with their evidence; and each list of examples begins with the ordinary scenario. No example is made up where none is known.
 */
export function documentOf(bundle: Node, sources: Sources): Node {
  const document = withEvidence(flattened(bundle, bundle), sources);
  arrangeExamples(document);
  return document;
}

function flattened(node: Node, bundle: Node): Node {
  if (typeof node !== "object" || node === null) return node;
  if (Array.isArray(node)) return node.map((item) => flattened(item, bundle));
  const { anyOf, oneOf, ...rest } = node.allOf ? mergeAllOf(bundle, node) : node;
  // Where the values are listed, alternatives say nothing more.
  const isListed = rest.enum !== undefined || rest.const !== undefined;
  const schema = { ...rest, ...(anyOf && !isListed && { anyOf }), ...(oneOf && !isListed && { oneOf }) };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, flattened(value, bundle)]));
}

/** The ordinary scenario is the one that a mock chooses where no other fits. */
function arrangeExamples(document: Node) {
  const contract = new OpenApiDocument(document);
  for (const { node, requestBody, responses } of contract.operations) {
    const description = node.description ? `${node.description}\n\n` : "";
    node.description = `${description}Requests and responses, with code: [Scenarios](scenarios.md).`;
    const requests = contract.bodyOf(requestBody)?.examples ?? {};
    const ordinary = Object.keys(requests).find((name) => requests[name]["x-mock-when"]?.otherwise) ?? "";
    for (const body of [requestBody, ...Object.values(responses)]) {
      const media = body?.content?.[contract.mediaType];
      if (media && !media.examples) media.example = {};
      if (media?.examples?.[ordinary]) media.examples = { [ordinary]: media.examples[ordinary], ...media.examples };
    }
  }
}
