/** `npm run test:verify`: how much verification finds, in figures. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/verify/proof/*.proof.ts"],
    testTimeout: 60_000,
    reporters: ["default"],
    disableConsoleIntercept: true,
  },
});
