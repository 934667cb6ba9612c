import type { Operation, Scenario } from "./contract.js";
import type { Issue } from "./issue.js";

/** The scenario for a request that does not match the contract. */
export function scenarioOfIssues({ scenarios }: Operation, issues: readonly Issue[]): Scenario | undefined {
  const lacks = ({ pointer, rule }: Issue, missing: string) =>
    pointer === missing && (rule === "required" || rule === "minItems");
  const specific = scenarios.find(({ when: { missing } }) => missing && issues.some((issue) => lacks(issue, missing)));
  return specific ?? scenarios.find(({ when }) => when.invalid);
}
