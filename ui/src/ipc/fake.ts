/**
 * A desk that answers every command without Rust: for tests, and for looking at the page in a
 * plain browser (`vite --mode fake`). It is absent from every other build. A source's *name* says
 * what the fake finds in it, so a test chooses its case by naming its file:
 * `valid`, `expired`, `unknown`, `claimed`, `long`, `never`, `shc`, `archive`, `vds`, `link`, `icvp`,
 * `empty`, `broken`, `pages-12`; a `.kct` is a trust file. A scanned text says it in the same way,
 * and `?notices` begins with a clock that is off and a list that is too old.
 */
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import type { PageView, PrintedSlip, PrintRequest, PrintView, Settings, SlipView, Stock, TrustChange } from "./bindings";
import type { Command, Commands } from "./call";
import { authorityHandlers, type AuthorityStart } from "./fake-authority";
import { doorHandlers } from "./fake-door";
import { familyHandlers, type FamilyStart } from "./fake-family";
import { fakeSlip, kindOfScan, kindsOf, type FakeKind } from "./fake-slips";
import { fakeLists, fakeOffer, NOTICES } from "./fake-trust";
import { paintPage } from "./fake-page";
import { PROBLEMS } from "./fake-problems";
import { regionHandlers } from "./fake-regions";
import { schoolHandlers } from "./fake-school";
import { BEFORE } from "../settings.svelte";

/** Found by the test that proves the fake absent from the product. */
export const CANARY = "this-desk-is-a-fake";

export type Handlers = { [C in Command]: (takes: Commands[C]["takes"], name: string) => unknown };
type Kept = { id: number; kind: FakeKind; source: string; aside: boolean };

/**
 * Settings, whether there are notices, who is in the family, in which state the door is (see `fake-door.ts`), whom
 * codes come from (see `fake-authority.ts`), and whether there is a school's key (`school=key`).
 */
export type Start = Partial<Settings> & FamilyStart & AuthorityStart & {
  notices?: string;
  door?: string;
  school?: string;
  /** `command` or `command:n`: that command is not answered any more, after `n` answers. */
  stuck?: string;
};

export type Fake = {
  /** Every command that was called, in order, with what it took. */
  calls: { command: Command; takes: unknown; name: string }[];
  settings: Settings;
  /** The backup that was given. */
  given: string | null;
};

/** Puts the fake under the page. `wait` (ms) slows each answer, for looking at what is under way. */
export function startFake(start: Start = {}, wait = 0): Fake {
  const set = Object.entries(start).filter(([name]) => name in BEFORE);
  const fake: Fake = {
    calls: [],
    settings: { ...BEFORE, ...Object.fromEntries(set) },
    given: null,
  };
  const handlers = handle(fake, start);
  const [stuck, after = "0"] = start.stuck?.split(":") ?? [];
  let name = "";
  mockIPC(async (command, takes) => {
    const called = name;
    name = "";
    fake.calls.push({ command: command as Command, takes, name: called });
    if (command === stuck && fake.calls.filter((call) => call.command === stuck).length > Number(after)) await new Promise(() => {});
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    return handlers[command as Command](takes as never, called);
  });
  const internals = (window as unknown as { __TAURI_INTERNALS__: Internals }).__TAURI_INTERNALS__;
  const inner = internals.invoke;
  internals.invoke = (command, takes, options) => {
    name = decodeURIComponent(options?.headers["x-name"] ?? "");
    return inner(command, takes, options);
  };
  document.documentElement.dataset.fake = CANARY;
  return fake;
}

/** Takes the fake away again. */
export const stopFake = () => clearMocks();

type Options = { headers: Record<string, string> };
type Internals = { invoke: (command: string, takes: unknown, options?: Options) => unknown };

function handle(fake: Fake, start: Start): Handlers {
  const calm = start.notices === undefined;
  const kept: Kept[] = [];
  const sources = new Map<number, { name: string; text: string; pages: number }>();
  let trusted = false;
  let fresh = calm;
  let scanned: number[] = [];
  let ids = 0;
  let jobs: { view: PrintView; placed: PrintedSlip[]; slips: SlipView[]; stock: Stock }[] = [];

  const lang = () => fake.settings.lang;
  const view = ({ id, kind, source }: Kept): SlipView => {
    const known = kind === "unknown" && trusted ? "valid" : kind;
    return { ...fakeSlip(known, lang()), id, source };
  };
  const desk = () => kept.filter((slip) => !slip.aside).map(view);
  const find = (id: number): Kept => {
    const slip = kept.find((one) => one.id === id);
    if (!slip) throw PROBLEMS.gone(lang());
    return slip;
  };
  const keep = (kind: FakeKind, source: string): SlipView => {
    ids += 1;
    const slip = { id: ids, kind, source, aside: false };
    kept.push(slip);
    return view(slip);
  };
  const changed = (zh: string, en: string): TrustChange => ({ slips: desk(), note: lang() === "zh" ? zh : en });

  const lay = (request: PrintRequest, slips: SlipView[]): PrintView => {
    const refused = slips.some((slip) => slip.printing === "refused");
    if (refused && !request.even_refused) throw PROBLEMS.refused(lang());
    const dense = slips.some((slip) => slip.title.startsWith("SMART"));
    if (dense && request.stock === "id1") throw PROBLEMS.dense(lang());
    const perPage = PLACES[request.stock] ?? 1;
    const placed = slips.map(({ id }, index) => ({
      id,
      page: Math.floor((request.start - 1 + index) / perPage),
      module_mm: perPage === 1 ? 1.1 : 0.51,
      level: "Q",
    }));
    const run = request.calibrate ? 1 : Math.ceil((request.start - 1 + slips.length) / perPage);
    const { from, to } = request.pages ?? { from: 1, to: run };
    const asked = placed.filter(({ page }) => page + 1 >= from && page + 1 <= to);
    const here = asked.map((slip) => ({ ...slip, page: slip.page + 1 - from }));
    const alone = from === 1 && to === 1 && run > 1;
    const first = lang() === "zh" ? "先只印这一页，随便扫其中三个码。" : "Print this page alone first and scan any three codes.";
    const pages = Math.min(to, run) - from + 1;
    // The calibration page has no code to be read back.
    const proven = request.calibrate ? pages : 0;
    const view = { job: jobs.length + 1, pages, proven, run, first: alone ? first : null, bytes: 48_213, slips: [] };
    jobs = [...jobs, { view, placed: here, slips: slips.filter((slip) => here.some(({ id }) => id === slip.id)), stock: request.stock }];
    return view;
  };

  const [family, inside] = familyHandlers(fake, start, lay);

  return {
    ...family,
    ...authorityHandlers(fake, start, inside),
    ...schoolHandlers(fake, start.school === "key", lay),
    ...doorHandlers(fake, start.door),
    ...regionHandlers(fake),
    settings: () => fake.settings,
    change_settings: ({ settings }) => (fake.settings = settings),
    open_source: (bytes, name) => {
      if (name.includes("broken")) throw PROBLEMS.broken(lang());
      if (/\.(kct|pem|json)$/.test(name)) throw PROBLEMS.trustFile(lang());
      if (name.endsWith(".kcb")) throw PROBLEMS.backupFile(lang());
      const pages = Number(/pages-(\d+)/.exec(name)?.[1] ?? 1);
      ids += 1;
      sources.set(ids, { name, text: new TextDecoder().decode(bytes), pages });
      return { id: ids, name, pages };
    },
    paste_picture: () => {
      ids += 1;
      sources.set(ids, { name: "", text: "valid", pages: 1 });
      return { id: ids, name: "", pages: 1 };
    },
    read_page: ({ source, page }) => {
      const from = sources.get(source);
      if (!from) throw PROBLEMS.gone(lang());
      if (from.name.includes("empty")) return { slips: [], gone: [], problem: null };
      const found = kindsOf(from.name || from.text, page);
      return { slips: found.map((kind) => keep(kind, from.name)), gone: [], problem: null };
    },
    close_source: ({ source }) => (sources.delete(source), null),
    slips: desk,
    lay_aside: ({ id }) => ((find(id).aside = true), null),
    lay_back: ({ id }) => ((find(id).aside = false), view(find(id))),
    clear: () => ((kept.length = 0), null),
    ask_digits: () => ({ digits: String(40_217 + fake.calls.length).padStart(6, "0").replace(/(?<=^...)/, " "), renew: 80_000 }),
    stop_asking: () => null,
    scan: ({ text }): PageView => {
      const found = kindOfScan(text);
      const none = /^hc1:[^A-Z]*$/.test(text) ? PROBLEMS.lower(lang()) : PROBLEMS.noCode(lang());
      if (found.length === 0) return { slips: [], gone: [], problem: none };
      const gone = kept.filter(({ id }) => scanned.includes(id));
      for (const slip of gone) kept.splice(kept.indexOf(slip), 1);
      const slips = found.map((kind) => keep(kind, ""));
      scanned = slips.map((slip) => slip.id);
      return { slips, gone: gone.map((slip) => slip.id), problem: null };
    },
    notices: () => [...(calm ? [] : [NOTICES.clock(lang())]), ...(fresh ? [] : [NOTICES.old(lang())])],
    read_trust: (_, name) => {
      if (name.includes("broken")) throw PROBLEMS.noTrust(lang());
      return fakeOffer(lang(), name, trusted);
    },
    add_trust: () => {
      trusted = true;
      return changed("已加入，放进来的码重新查过了。", "Added. The codes here were checked again.");
    },
    trust: () => ({ lists: fakeLists(lang(), trusted, fresh) }),
    remove_trust: () => {
      trusted = false;
      return changed("已移除，放进来的码重新查过了。", "Removed. The codes here were checked again.");
    },
    update_lists: () => {
      if (fake.settings.lists_address.includes("broken")) throw PROBLEMS.offline(lang());
      fresh = true;
      return changed("名录已更新到 2026 年 11 月 20 日。", "The lists are now those of 20 November 2026.");
    },
    print: ({ request }) => lay(request, request.slips.map((id) => view(find(id)))),
    prove_print: ({ job }) => {
      const made = jobs[job - 1];
      if (!made) throw PROBLEMS.gone(lang());
      const proven = made.view.proven + 1;
      made.view = { ...made.view, proven, slips: proven === made.view.pages ? made.placed : [] };
      return made.view;
    },
    print_page: ({ job, page }) => {
      const { placed, slips, stock } = jobs[job - 1] ?? { placed: [], slips: [], stock: fake.settings.stock };
      return paintPage(slips.filter((_, index) => placed[index]?.page === page), stock);
    },
    save_print: () => ({ name: "kincode.pdf" }),
    open_print: () => null,
  };
}

const PLACES: Partial<Record<Stock, number>> = { id1: 10, own: 14, lanyard: 4, labels24: 24, l7160: 21 };
