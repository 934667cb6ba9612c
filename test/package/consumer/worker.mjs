import { createBoth } from "./create-both.mjs";

export default {
  async fetch(request) {
    return new Response(await createBoth(new URL(request.url).searchParams.get("mock")));
  },
};
