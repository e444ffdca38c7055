import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

// The import law: parts ← rooms ← App. A part knows only its props, a room knows no other room,
// and Tauri is spoken to in ipc/call.ts alone.
const tauri = {
  group: ["@tauri-apps/*"],
  message: "Only ipc/call.ts (and its fake) speaks to Tauri.",
};
const otherRooms = {
  regex: "^(\\.\\./)+(rooms/|(?!.*(parts|ipc|words|style)/).*Room\\.svelte$)",
  message: "No room imports a room.",
};
const law = (...patterns) => ({ "no-restricted-imports": ["error", { patterns }] });

export default ts.config(
  { ignores: ["dist", "dist-fake", "node_modules", "src/ipc/bindings.ts"] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"] } },
  },
  {
    rules: {
      // One effect is a smell, two are a loop: state is derived, never synchronised.
      "no-restricted-syntax": [
        "error",
        { selector: "CallExpression[callee.name='$effect']", message: "Use $derived." },
      ],
      "@typescript-eslint/no-explicit-any": "error",
      "no-console": "error",
    },
  },
  { files: ["src/**"], rules: law(tauri) },
  {
    files: ["src/parts/**"],
    rules: law(tauri, {
      group: ["**/rooms/**", "**/App.svelte", "**/ipc/call", "**/ipc/fake"],
      message: "A part gets props and nothing else.",
    }),
  },
  { files: ["src/rooms/**"], rules: law(tauri, otherRooms, { group: ["**/App.svelte"] }) },
  { files: ["src/ipc/call.ts", "src/ipc/fake.ts"], rules: { "no-restricted-imports": "off" } },
  { files: ["scripts/**"], rules: { "no-console": "off" } },
);
