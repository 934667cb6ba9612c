export default {
  nexus: {
    input: "openapi.json",
    // With `headers: true` the output does not compile. Without `baseUrl` the client would call a relative URL.
    output: { target: "generated.ts", client: "fetch", baseUrl: { getBaseUrlFromSpecification: true } },
  },
};
