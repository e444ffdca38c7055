/**
 * A desk that answers every command without Rust: for tests, and for looking at the page in a
 * plain browser (`vite --mode fake`). It is absent from every other build. A source's *name* says
 * what the fake finds in it, so a test chooses its case by naming its file:
 * `valid`, `expired`, `unknown`, `claimed`, `long`, `never`, `empty`, `broken`, `pages-12`.
 */
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import type { PrintedSlip, Settings, SlipView, TrustOffer } from "./bindings";
import type { Command, Commands } from "./call";
import { CERTIFICATE, fakeSlip, PROBLEMS, type FakeKind } from "./fake-slips";
import { paintPage } from "./fake-page";

/** Found by the test that proves the fake absent from the product. */
export const CANARY = "this-desk-is-a-fake";

type Handlers = { [C in Command]: (takes: Commands[C]["takes"], name: string) => unknown };
type Kept = { id: number; kind: FakeKind; source: string; aside: boolean };

export type Fake = {
  /** Every command that was called, in order, with what it took. */
  calls: { command: Command; takes: unknown; name: string }[];
  settings: Settings;
};

/** Puts the fake under the page. `wait` (ms) slows each answer, for looking at what is under way. */
export function startFake(start: Partial<Settings> = {}, wait = 0): Fake {
  const fake: Fake = {
    calls: [],
    settings: { lang: "zh", theme: "system", stock: "a4", paper_langs: ["zh"], ...start },
  };
  const handlers = handle(fake);
  let name = "";
  mockIPC(async (command, takes) => {
    const called = name;
    name = "";
    fake.calls.push({ command: command as Command, takes, name: called });
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

function handle(fake: Fake): Handlers {
  const kept: Kept[] = [];
  const sources = new Map<number, { name: string; text: string; pages: number }>();
  let trusted = false;
  let ids = 0;
  let jobs: PrintedSlip[][] = [];

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
  const offer = (): TrustOffer => ({ id: 1, certificates: [{ ...CERTIFICATE(lang()), added: trusted }] });

  return {
    settings: () => fake.settings,
    change_settings: ({ settings }) => (fake.settings = settings),
    open_source: (bytes, name) => {
      if (name.includes("broken")) throw PROBLEMS.broken(lang());
      const pages = Number(/pages-(\d+)/.exec(name)?.[1] ?? 1);
      ids += 1;
      sources.set(ids, { name, text: new TextDecoder().decode(bytes), pages });
      return { id: ids, name, pages };
    },
    read_page: ({ source, page }) => {
      const from = sources.get(source);
      if (!from) throw PROBLEMS.gone(lang());
      if (from.name.includes("empty")) return { slips: [], problem: null };
      const found = kindsOf(from.name || from.text, page).map((kind) => {
        ids += 1;
        const slip = { id: ids, kind, source: from.name, aside: false };
        kept.push(slip);
        return view(slip);
      });
      return { slips: found, problem: null };
    },
    close_source: ({ source }) => (sources.delete(source), null),
    slips: desk,
    lay_aside: ({ id }) => ((find(id).aside = true), null),
    lay_back: ({ id }) => ((find(id).aside = false), view(find(id))),
    clear: () => ((kept.length = 0), null),
    read_trust: (_, name) => {
      if (name.includes("broken")) throw PROBLEMS.certificate(lang());
      return offer();
    },
    add_trust: () => ((trusted = true), desk()),
    trust: () => ({ certificates: trusted ? [{ ...CERTIFICATE(lang()), added: true }] : [] }),
    remove_trust: () => ((trusted = false), desk()),
    print: ({ request }) => {
      const refused = request.slips.some((id) => view(find(id)).printing === "refused");
      if (refused && !request.even_refused) throw PROBLEMS.refused(lang());
      const perPage = request.stock === "a4" ? 1 : 8;
      const slips = request.slips.map((id, index) => ({
        id,
        page: Math.floor(index / perPage),
        module_mm: request.stock === "a4" ? 1.1 : 0.51,
        level: "Q",
        read_300: true,
        read_150: true,
      }));
      jobs = [...jobs, slips];
      return {
        job: jobs.length,
        pages: Math.ceil(slips.length / perPage),
        bytes: 48_213,
        slips,
      };
    },
    print_page: ({ job, page }) => {
      const slips = (jobs[job - 1] ?? []).filter((slip) => slip.page === page);
      return paintPage(slips.map((slip) => view(find(slip.id))), fake.settings.stock);
    },
    save_print: () => ({ name: "kincode.pdf" }),
    open_print: () => null,
  };
}

function kindsOf(name: string, page: number): FakeKind[] {
  const kinds: FakeKind[] = ["valid", "expired", "unknown", "claimed", "long", "never"];
  const named = kinds.filter((kind) => name.includes(kind));
  if (named.length > 0) return named;
  return [kinds[page % 3] ?? "valid"];
}
