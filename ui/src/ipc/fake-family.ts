/**
 * The fake family: people of `fake-people.ts` if the start asks for them, else nobody yet. It keeps,
 * bins, restores, merges, searches and undoes, so that tests and pictures show what is real. What is
 * in a source its name says, as for the desk; `xiaozhou`, `alike`, `nobody` say whose it seems to be,
 * `replaces` and `already` what is kept before.
 */
import type { Belongs, FamilyView, FoundView, HeldView, OwnedView, PersonFields, PrintRequest, PrintView, SlipView, SourceView } from "./bindings";
import type { Fake, Handlers } from "./fake";
import { paintDocument } from "./fake-page";
import { bornOf, at, BLANK, CROWD, lineOf, LONGS, MANY, ownerOf, PEOPLE, slipOf, type Kept, type KeptKind, type Person } from "./fake-people";
import { FAMILY_PROBLEMS, PROBLEMS } from "./fake-problems";
import { runView } from "./fake-runs";
import { fakeSymbol } from "./fake-symbol";
import { kindsOf } from "./fake-slips";

type FamilyCommand =
  | "family" | "take_in" | "take_in_picture" | "take_handed" | "read_in" | "put_back" | "keep" | "keep_document"
  | "save_person" | "remove_person" | "merge_people" | "move_person" | "move_held" | "bin_held" | "unbin" | "bin"
  | "empty_bin" | "history" | "undo" | "show" | "hide" | "document_pages" | "document_page" | "print_held";

/** Whose a found code seems to be. */
export type FieldsOf = { id: number; sure: boolean } | { fields: PersonFields; sure: boolean };

/** `family`: who is there at the start; `handed`: the system hands over a file; `pin`: showing asks for it. */
export type FamilyStart = { family?: "three" | "many" | "crowd" | "long"; handed?: string; pin?: string };

type State = { people: Person[]; bin: { of: Person; kept: Kept }[] };

/** What the fake authorities need of the family. */
export type FamilyInside = {
  people: () => Person[];
  retain: (keep: (person: Person) => boolean) => void;
  board: (note: [string, string] | null) => FamilyView;
  step: (words: [string, string], change: () => void) => FamilyView;
  next: () => number;
  /** Throws as showing does if the PIN is wanted. */
  prove: () => void;
};

export function familyHandlers(
  fake: Fake,
  start: FamilyStart,
  lay: (request: PrintRequest, slips: SlipView[]) => PrintView,
): [Pick<Handlers, FamilyCommand>, FamilyInside] {
  const lang = () => fake.settings.lang;
  let state: State = { people: structuredClone({ three: PEOPLE, many: MANY, crowd: CROWD, long: LONGS, none: [] }[start.family ?? "none"]), bin: [] };
  let steps: State[] = [];
  let ids = 1000;
  let proved = start.pin === undefined;
  const sources = new Map<number, SourceView & { text: string }>();
  const tray = new Map<number, KeptKind>();
  const handed = start.handed === undefined ? [] : [start.handed || "xiaozhou-valid.pdf"];
  const next = () => (ids += 1);

  const heldView = (person: Person, kept: Kept, leaves = false): HeldView => ({
    slip: { ...slipOf(kept.kind, lang(), person.fields, kept), id: kept.id, source: "" },
    kind: kept.run ? "run" : kept.kind === "report" ? "document" : "code",
    shows: kept.kind !== "report" && kept.kind !== "link",
    older: kept.older.length,
    kept: at(lang(), kept.received),
    leaves: leaves ? at(lang(), ["12 月 21 日以后彻底删除", "Deleted for good after 21 December"]) : null,
    run: kept.run ? runView(kept.run, lang()) : null,
  });

  const board = (note: [string, string] | null = null, search = ""): FamilyView => {
    const wanted = search.trim().toLowerCase();
    const shown = state.people.filter(({ fields }) =>
      [fields.name, fields.latin.toLowerCase(), initials(fields.latin)].some((name) => name.includes(wanted)),
    );
    const codes = state.people.flatMap((person) => person.held).length;
    return {
      people: shown.map((person) => ({
        id: person.id,
        name: person.fields.name,
        latin: person.fields.latin || null,
        line: lineOf(person, lang()),
        ending: person.ending,
        held: person.held.map((kept) => heldView(person, kept)),
        fields: person.fields,
      })),
      tally: at(lang(), [`${state.people.length} 人，${codes} 份码`, `${state.people.length} people, ${codes} codes`]),
      notices: start.family === "many" ? [FAMILY_PROBLEMS.noKit(lang())] : [],
      bin: state.bin.length,
      undo: steps.length > 0 ? at(lang(), ["撤销", "Undo"]) : null,
      note_undo: steps.length > 0 ? at(lang(), ["撤销", "Undo"]) : null,
      note: note && at(lang(), note),
    };
  };

  /** Changes the family so that it can be undone. */
  const step = (words: [string, string], change: () => void): FamilyView => {
    const before = structuredClone(state);
    change();
    steps = [...steps, before];
    return board(words);
  };

  const person = (id: number): Person => {
    const found = state.people.find((one) => one.id === id);
    if (!found) throw PROBLEMS.gone(lang());
    return found;
  };
  const owner = (held: number): Person => {
    const found = state.people.find((one) => one.held.some((kept) => kept.id === held));
    if (!found) throw PROBLEMS.gone(lang());
    return found;
  };
  const check = (fields: PersonFields) => {
    if (!fields.name.trim()) throw FAMILY_PROBLEMS.name(lang());
    if (fields.birth && !/^\d{4}(-\d{2}){0,2}$/.test(fields.birth)) throw FAMILY_PROBLEMS.birth(lang());
    if (fields.right === "delegate" && !fields.until) throw FAMILY_PROBLEMS.until(lang());
  };
  const belonging = (belongs: Belongs): Person => {
    if (belongs.to === "person") return person(belongs.id);
    const same = state.people.find((one) => JSON.stringify(one.fields) === JSON.stringify(belongs.fields));
    if (same) return same;
    const fresh: Person = { id: next(), fields: belongs.fields, line: null, ending: false, held: [] };
    state.people.push(fresh);
    return fresh;
  };
  const open = (name: string, text: string): SourceView => {
    if (name.includes("broken")) throw PROBLEMS.broken(lang());
    if (/\.(kct|pem|json)$/.test(name)) throw PROBLEMS.trustFile(lang());
    if (name.endsWith(".kcb")) throw PROBLEMS.backupFile(lang());
    const source = { id: next(), name, pages: Number(/pages-(\d+)/.exec(name)?.[1] ?? 1) };
    sources.set(source.id, { ...source, text });
    return source;
  };
  const find = (kind: KeptKind, name: string): FoundView => {
    const id = next();
    tray.set(id, kind);
    const whose = ownerOf(name, state.people);
    const known = "id" in whose ? person(whose.id).fields : whose.fields;
    return {
      slip: { ...slipOf(kind, lang(), known.name ? known : { ...BLANK, name: "" }), id, source: name },
      suggested: "id" in whose ? { to: "person", id: whose.id } : { to: "new", fields: whose.fields },
      why: at(lang(), reason(whose)),
      unsure: !whose.sure,
      replaces: name.includes("replaces")
        ? at(lang(), ["会代替 2026 年 3 月收到的那一份，旧的留在历史里。", "It replaces the one received in March 2026, which stays in the history."])
        : null,
      already: name.includes("already"),
    };
  };
  const prove = () => {
    if (proved) return;
    // The PIN counts for one showing; the door's own fake proves it.
    proved = true;
    throw FAMILY_PROBLEMS.askAgain(lang());
  };
  const receive = (to: Person, kind: KeptKind) =>
    to.held.unshift({ id: next(), kind, older: [], received: ["2026 年 11 月 21 日收到", "Received 21 November 2026"], since: ids });
  const owned = (of: Person, kept: Kept, leaves: boolean): OwnedView => ({ name: of.fields.name, held: heldView(of, kept, leaves) });

  const inside: FamilyInside = {
    people: () => state.people,
    retain: (keep) => (state.people = state.people.filter(keep)),
    board,
    step,
    next,
    prove,
  };
  const handlers: Pick<Handlers, FamilyCommand> = {
    family: ({ search }) => board(null, search),
    take_in: (bytes, name) => open(name, new TextDecoder().decode(bytes)),
    take_in_picture: () => open("", "valid"),
    take_handed: ({ backup }) => {
      const isBackup = (name: string) => name.endsWith(".kcb");
      const at = handed.findIndex((name) => !backup || isBackup(name));
      const [name] = at < 0 ? [] : handed.splice(at, 1);
      if (name === undefined) return null;
      if (!isBackup(name)) return { is: "source", ...open(name, "") };
      fake.given = name;
      return { is: "backup", name };
    },
    read_in: ({ source, page }) => {
      const from = sources.get(source);
      if (!from) throw PROBLEMS.gone(lang());
      if (from.name.includes("empty")) return { found: [], gone: [], problem: null };
      return { found: kindsOf(from.name || from.text, page).map((kind) => find(kind, from.name)), gone: [], problem: null };
    },
    put_back: ({ source }) => (sources.delete(source), null),
    keep: ({ requests }) => {
      for (const { belongs } of requests) if (belongs.to === "new") check(belongs.fields);
      return step([`留下了 ${requests.length} 份。`, requests.length === 1 ? "1 code kept." : `${requests.length} codes kept.`], () => {
        for (const { slip, belongs } of requests) receive(belonging(belongs), tray.get(slip) ?? "valid");
      });
    },
    keep_document: ({ belongs }) => {
      if (belongs.to === "new") check(belongs.fields);
      return step(["文件留下了。", "The document is kept."], () => receive(belonging(belongs), "report"));
    },
    save_person: ({ id, fields }) => {
      check(fields);
      return step(["存好了。", "Saved."], () => {
        if (id === null) belonging({ to: "new", fields });
        else Object.assign(person(id), { fields, line: null });
      });
    },
    remove_person: ({ id }) =>
      step(["移除了，东西在回收站里。", "Removed; everything is in the bin."], () => {
        const gone = person(id);
        state.people = state.people.filter((one) => one !== gone);
        state.bin.unshift(...gone.held.map((kept) => ({ of: gone, kept })));
      }),
    merge_people: ({ from, into }) =>
      step(["合并了。", "Merged."], () => {
        const gone = person(from);
        person(into).held.push(...gone.held);
        state.people = state.people.filter((one) => one !== gone);
      }),
    move_person: ({ id, before }) =>
      step(["换了顺序。", "Moved."], () => {
        const moved = person(id);
        const others = state.people.filter((one) => one !== moved);
        const place = before === null ? others.length : others.findIndex((one) => one.id === before);
        state.people = others.toSpliced(place, 0, moved);
      }),
    move_held: ({ held, belongs }) => {
      if (belongs.to === "new") check(belongs.fields);
      return step(["移过去了。", "Moved."], () => {
        const from = owner(held);
        const moved = from.held.find((kept) => kept.id === held)!;
        from.held = from.held.filter((kept) => kept !== moved);
        belonging(belongs).held.unshift(moved);
      });
    },
    bin_held: ({ held }) =>
      step(["放进回收站了，留 30 天。", "In the bin, for 30 days."], () => {
        const of = owner(held);
        const kept = of.held.find((one) => one.id === held)!;
        of.held = of.held.filter((one) => one !== kept);
        state.bin.unshift({ of, kept });
      }),
    unbin: ({ held }) =>
      step(["放回去了。", "Put back."], () => {
        const { of, kept } = state.bin.find((one) => one.kept.id === held)!;
        state.bin = state.bin.filter((one) => one.kept !== kept);
        const back = state.people.find((one) => one.id === of.id);
        if (back) back.held.push(kept);
        else state.people.push({ ...of, held: [kept] });
      }),
    bin: () => ({ held: state.bin.map(({ of, kept }) => owned(of, kept, true)) }),
    empty_bin: () => {
      state.bin = [];
      steps = [];
      return board(["回收站清空了。", "The bin is empty."]);
    },
    history: ({ held }) => {
      const of = owner(held);
      const kept = of.held.find((one) => one.id === held)!;
      const older = kept.older.map((kind, index) => ({ ...kept, id: 5000 + index, kind, older: [] }));
      return { held: older.map((one) => owned(of, one, false)) };
    },
    undo: () => {
      const last = steps.pop();
      if (!last) throw FAMILY_PROBLEMS.nothingToUndo(lang());
      state = last;
      return board(["撤销了。", "Undone."]);
    },
    show: ({ held }) => {
      prove();
      const all = state.people.flatMap((of) => of.held.map((kept) => ({ of, kept }))).filter(({ of, kept }) => heldView(of, kept).shows);
      const index = all.findIndex(({ kept }) => kept.id === held);
      if (index < 0) throw PROBLEMS.gone(lang());
      const { of, kept } = all[index]!;
      const beside = (by: number) => {
        const one = all[index + by];
        return one ? { id: one.kept.id, name: one.of === of ? heldView(of, one.kept).slip.title : one.of.fields.name } : null;
      };
      return {
        slip: heldView(of, kept).slip,
        name: of.fields.name,
        line: [lineOf(of, lang()).split(" · ")[0], bornOf(of.fields, lang())].filter(Boolean).join(" · "),
        symbols: kept.kind === "shc" ? [fakeSymbol(73, 3), fakeSymbol(73, 5)] : [fakeSymbol(kept.kind === "long" ? 101 : 69, kept.id)],
        before: beside(-1),
        after: beside(1),
        capture: at(lang(), [
          "这台电脑上，别的程序仍可能截到这个画面。",
          "On this computer, other programs may still capture this picture.",
        ]),
      };
    },
    hide: () => null,
    document_pages: () => 2,
    document_page: ({ page }) => paintDocument(page),
    print_held: ({ request }) =>
      lay(
        request,
        request.slips.map((id) => {
          const of = owner(id);
          return heldView(of, of.held.find((kept) => kept.id === id)!).slip;
        }),
      ),
  };
  return [handlers, inside];
}

const initials = (latin: string) =>
  latin.toLowerCase().replace(/^(\w)\w* (\w)\w*?(man|zhou|ying|nuo)?$/, (_, first, second, third?: string) => first + second + (third?.[0] ?? ""));

function reason(whose: FieldsOf): [string, string] {
  if ("id" in whose) return whose.sure ? ["姓名和生日都相同。", "Name and date of birth are the same."] : ["姓名像，生日不一样。", "The names are alike, but the dates of birth differ."];
  return whose.fields.name ? ["这里还没有这个人。", "Nobody here has this name."] : ["码里没有可信的姓名。", "There is no name to rely on."];
}
