/** A machine that does other things at the same time is slow, not wrong: what is waited for may take its time. */
import { configure } from "@testing-library/svelte";

configure({ asyncUtilTimeout: 30_000 });
