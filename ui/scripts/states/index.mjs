/**
 * Every state of the window that is looked at and tried by axe: name → { room, query, act, moves }.
 * The query goes to the fake desk (src/ipc/fake.ts); `act` does what a person does to get there.
 */
import { authority } from "./authority.mjs";
import { check } from "./check.mjs";
import { door } from "./door.mjs";
import { family } from "./family.mjs";

const whoIs = (name) => (/empty|first/.test(name) ? "" : `family=${/crowd/.test(name) ? "crowd" : /long/.test(name) ? "long" : /many/.test(name) ? "many" : "three"}`);
/** What is looked at while it goes on never comes to its end. */
const stuck = { updating: "stuck=update_lists", "family-reading": "stuck=read_in:3", reading: "stuck=read_page:3", "print-proving": "stuck=prove_print:3" };

const all = {};
for (const [name, act] of Object.entries(check))
  all[name] = { room: "check", query: [/^notices/.test(name) && "notices", stuck[name]], act };
for (const [name, act] of Object.entries(family))
  all[name] = { room: "family", query: [whoIs(name), stuck[name]], act };
for (const [name, [vault, act, room, more]] of Object.entries(door))
  all[name] = { room: room || "family", query: [`door=${vault}`, !/^(new|network)$/.test(vault) && "family=three", more], act };
for (const [name, [query, room, act]] of Object.entries(authority))
  all[name] = { room, query: [query], act, moves: name.startsWith("live") };

export const states = Object.fromEntries(
  Object.entries(all).map(([name, { query, ...rest }]) => [name, { ...rest, query: query.filter(Boolean).join("&") }]),
);
