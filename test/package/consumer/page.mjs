import { createBoth } from "./create-both.mjs";

globalThis.createBoth = createBoth;
