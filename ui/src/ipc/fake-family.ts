/** The fake family: nobody yet. */
import type { FamilyView } from "./bindings";
import { SYMBOL } from "./fake-door";
import type { Fake, Handlers } from "./fake";
import { fakeSlip } from "./fake-slips";

type FamilyCommand =
  | "family" | "take_in" | "take_in_picture" | "take_handed" | "read_in" | "put_back" | "keep" | "keep_document"
  | "save_person" | "remove_person" | "merge_people" | "move_person" | "move_held" | "bin_held" | "unbin" | "bin"
  | "empty_bin" | "history" | "undo" | "show" | "hide" | "document_pages" | "document_page" | "print_held";

export function familyHandlers(fake: Fake): Pick<Handlers, FamilyCommand> {
  const board = (): FamilyView => ({ people: [], tally: "", notices: [], bin: 0, undo: null, note: null });
  const source = () => ({ id: 1, name: "", pages: 1 });
  return {
    family: board,
    take_in: source,
    take_in_picture: source,
    take_handed: () => null,
    read_in: () => ({ found: [], gone: [], problem: null }),
    put_back: () => null,
    keep: board,
    keep_document: board,
    save_person: board,
    remove_person: board,
    merge_people: board,
    move_person: board,
    move_held: board,
    bin_held: board,
    unbin: board,
    bin: () => ({ held: [] }),
    empty_bin: board,
    history: () => ({ held: [] }),
    undo: board,
    show: ({ held }) => ({
      slip: { ...fakeSlip("valid", fake.settings.lang), id: held, source: "" },
      name: "",
      line: "",
      symbols: [SYMBOL],
      before: null,
      after: null,
      capture: "",
    }),
    hide: () => null,
    document_pages: () => 1,
    document_page: () => new ArrayBuffer(0),
    print_held: () => ({ job: 1, pages: 1, bytes: 1, slips: [] }),
  };
}
