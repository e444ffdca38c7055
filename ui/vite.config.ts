import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

// The window serves ui/dist under a strict CSP: no inlined fonts or images, no remote origin.
export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  clearScreen: false,
  // A constant, so that the fake is dropped from every build but the fake one.
  define: { __FAKE__: JSON.stringify(mode === "fake") },
  // The seal is drawn once, in icons/ beside this folder.
  server: { fs: { allow: [".."] }, port: 1420, strictPort: true, host: "127.0.0.1" },
  build: {
    outDir: mode === "fake" ? "dist-fake" : "dist",
    emptyOutDir: true,
    target: ["chrome111", "safari16.4"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["vitest.setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
}));
