/** The fake school key: a new one is made by a press, and signs whatever the list says. */
import type { LineProblemView, PrintRequest, PrintView, PupilView, SchoolKeyView, SchoolListView, SlipView } from "./bindings";
import type { Fake, Handlers } from "./fake";
import { at } from "./fake-people";
import { AUTHORITY_PROBLEMS, LINE_PROBLEMS } from "./fake-problems";
import { fakeSlip } from "./fake-slips";

type SchoolCommand = "school" | "make_school_key" | "save_school_sheet" | "save_school_file" | "read_school_list" | "print_school";
type Key = { name: string; id: string; signed: number };

export function schoolHandlers(
  fake: Fake,
  made: boolean,
  lay: (request: PrintRequest, slips: SlipView[]) => PrintView,
): Pick<Handlers, SchoolCommand> {
  const lang = () => fake.settings.lang;
  let key: Key | null = made ? { name: at(lang(), ["阳光小学", "Sunny Primary School"]), id: "yangguang", signed: 128 } : null;

  const view = ({ name, id, signed }: Key): SchoolKeyView => ({
    name,
    id,
    fingerprint: "4TQX 9D0M 7HJC 2WKB E6RV",
    made: at(lang(), ["2026 年 8 月 20 日制作", "Made 20 August 2026"]),
    until: at(lang(), ["到 2029 年 8 月 20 日", "Until 20 August 2029"]),
    signed,
  });
  const school = () => ({ key: key && view(key) });

  function read(list: string): SchoolListView {
    const pupils: PupilView[] = [];
    const problems: LineProblemView[] = [];
    const seen = new Set<string>();
    list.split("\n").forEach((text, index) => {
      const line = index + 1;
      const words = text.trim();
      if (!words) return;
      const [name = "", group = ""] = words.split(/\s*[,，\t]\s*/);
      if (!name) problems.push({ line, problem: LINE_PROBLEMS.name(lang()) });
      else if (/\d{17}[\dXx]/.test(words)) problems.push({ line, problem: LINE_PROBLEMS.number(lang()) });
      else if (seen.has(words)) problems.push({ line, problem: LINE_PROBLEMS.twice(lang()) });
      else pupils.push({ line, name, class: group, mark: `${[...name][0]}*` });
      seen.add(words);
    });
    const line: [string, string] = [
      `可以制作 ${pupils.length} 张卡${problems.length > 0 ? `，${problems.length} 行要先改` : ""}`,
      `${pupils.length} ${problems.length > 0 ? "can be made" : "cards can be made"}${problems.length > 0 ? `, ${problems.length} lines need a change first` : ""}`,
    ];
    return { line: at(lang(), line), pupils, problems };
  }

  const card = (until: string) => ({ line, name, class: group }: PupilView): SlipView => ({
    ...fakeSlip("valid", lang()),
    id: line,
    source: "",
    title: at(lang(), [`${key?.name} · 本校自用`, `For ${key?.name} only`]),
    until: at(lang(), [`${group ? `${group} · ` : ""}到 ${until}`, `${group ? `${group} · ` : ""}until ${until}`]),
    holder: { name, latin: null, birth: null },
  });

  return {
    school,
    make_school_key: ({ request }) => {
      if (!request.name.trim()) throw AUTHORITY_PROBLEMS.schoolName(lang());
      if (!/^[a-z0-9-]{2,12}$/.test(request.id)) throw AUTHORITY_PROBLEMS.schoolId(lang());
      if (!/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(request.region)) throw AUTHORITY_PROBLEMS.region(lang());
      key = { name: request.name, id: request.id, signed: 0 };
      return school();
    },
    save_school_sheet: () => ({ name: at(lang(), ["本校指纹.pdf", "school-fingerprint.pdf"]) }),
    save_school_file: () => ({ name: `${key?.id}.kct` }),
    read_school_list: ({ request }) => {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(request.until)) throw AUTHORITY_PROBLEMS.until(lang());
      return read(request.list);
    },
    print_school: ({ request, start, pages }) => {
      const { pupils, problems } = read(request.list);
      if (pupils.length === 0 || problems.length > 0 || !key) throw AUTHORITY_PROBLEMS.noPupil(lang());
      key.signed += pupils.length;
      return lay({ slips: [], stock: "id1", start, langs: fake.settings.paper_langs, even_refused: false, pages, notch: false, calibrate: false }, pupils.map(card(request.until)));
    },
  };
}
