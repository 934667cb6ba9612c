import { argv } from "node:process";
import { createBoth } from "./create-both.mjs";

console.log(await createBoth(argv[2]));
