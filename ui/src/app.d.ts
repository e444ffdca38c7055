/** True only in `vite --mode fake` builds; a constant, so the fake falls out of every other build. */
declare const __FAKE__: boolean;
