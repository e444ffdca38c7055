/**
 * The fake authorities: two offices and the practice authority. `?authority=one` or `two` connects them and puts
 * their runs on the board of `?family=three` (one child has two that differ, one run is overdue, one could not be
 * refreshed, and there are papers in every state); `?practice` begins with the practice family; `?strip=none`: no
 * run has a strip for now; `?offline`: nobody answers; `?renew=23000`: milliseconds until the first renewal.
 * An address with `wrong` in it is no authority's.
 */
import type { AuthoritiesView, AuthorityOffer, AuthorityView, FamilyView, LiveView, ReadyView } from "./bindings";
import type { Fake, Handlers } from "./fake";
import type { FamilyInside } from "./fake-family";
import { bornOf, at, lineOf, PRACTICE_PEOPLE, runsFor, slipOf, type Kept, type Person } from "./fake-people";
import { AUTHORITY_PROBLEMS, PROBLEMS } from "./fake-problems";
import { AUTHORITY_NAMES, colourView, freshRun, REGIONS, runSlip, throughOf, type KeptRun, type Worded } from "./fake-runs";
import { fakeSymbol } from "./fake-symbol";

type AuthorityCommand =
  | "authorities" | "look_authority" | "add_authority" | "remove_authority" | "set_backup_address" | "start_practice"
  | "stop_practice" | "get_codes" | "refresh_codes" | "live" | "issue_paper" | "cancel_paper" | "compare" | "readiness";

/** Whom the fake begins with; see above. */
export type AuthorityStart = { authority?: "one" | "two"; practice?: string; strip?: "none"; offline?: string; renew?: string };

type Connected = { id: number; backup: string; failing: boolean };

const FINGERPRINTS: Record<number, string> = { 1: "7K3M Q0XR 9V2D H4TB 8NWC", 2: "2FJP 6ZKE W1GA 5CRS X9MT", 9: "PRAC T1CE 0000 KNC0 D3MO" };
const ADDRESSES: Record<number, string> = { 1: "https://codes.mingyuan.example", 2: "https://ma.linjiang.example", 9: "http://127.0.0.1:47113" };

export function authorityHandlers(fake: Fake, start: AuthorityStart, family: FamilyInside): Pick<Handlers, AuthorityCommand> {
  const lang = () => fake.settings.lang;
  const say = (...words: Worded) => at(lang(), words);
  let connected: Connected[] = { none: [], one: [1], two: [1, 2] }[start.authority ?? "none"].map((id) => ({ id, backup: "", failing: id === 2 }));
  let practice = false;
  let proofs = 0;
  let left = Number(start.renew ?? 30_000);

  if (start.authority) runsFor(family.people(), start.authority === "two", family.next);
  if (start.practice !== undefined) practise();
  if (start.strip === "none") for (const { run } of runs()) Object.assign(run, { strip: false, days: 0, trouble: NO_ANSWER });

  function practise(): void {
    practice = true;
    connected.push({ id: 9, backup: "", failing: false });
    family.people().push(...structuredClone(PRACTICE_PEOPLE));
  }

  function runs(): { of: Person; kept: Kept; run: KeptRun }[] {
    return family.people().flatMap((of) => of.held.flatMap((kept) => (kept.run ? [{ of, kept, run: kept.run }] : [])));
  }
  const find = (held: number) => {
    const found = runs().find(({ kept }) => kept.id === held);
    if (!found) throw PROBLEMS.gone(lang());
    return found;
  };

  const authority = ({ id, backup, failing }: Connected): AuthorityView => ({
    id,
    name: at(lang(), AUTHORITY_NAMES[id]!),
    address: ADDRESSES[id]!,
    backup,
    fingerprint: FINGERPRINTS[id]!,
    regions: at(lang(), REGIONS[id]!),
    practice: id === 9,
    contact: failing ? say("2 天前联系过", "Answered 2 days ago") : say("3 分钟前联系过", "Answered 3 minutes ago"),
    problem: failing ? AUTHORITY_PROBLEMS.silent(lang()) : null,
  });
  const view = (): AuthoritiesView => ({ authorities: connected.map(authority), practice });

  const mustAnswer = () => {
    if (start.offline !== undefined) throw AUTHORITY_PROBLEMS.silent(lang());
  };

  const refreshed = (run: KeptRun) =>
    Object.assign(run, { ...freshRun(run.authority), colour: run.colour, papers: run.papers, age: ["刚刚", "just now"] });

  function ready({ id, fields, held }: Person): ReadyView {
    const own = held.flatMap((kept) => (kept.run ? [kept.run] : []));
    const good = own.find((run) => run.days > 20);
    const some = own[0];
    const row = { person: id, name: fields.name };
    if (good) return { ...row, ready: "accept", word: say("已备好", "Ready"), line: throughOf(good, lang()), next: "" };
    return {
      ...row,
      ready: "undecided",
      word: say("待办", "To do"),
      line: some ? throughOf(some, lang()) : say("还没有码", "No codes yet"),
      next: some ? say("请在那天以前连网更新一次。", "Update once before that day.") : say("请给他取码。", "Get codes for this person."),
    };
  }

  function live({ of, kept, run }: { of: Person; kept: Kept; run: KeptRun }, challenge: string | null): LiveView {
    const nameOf = (one: Person, thing: Kept) =>
      one === of ? slipOf(thing.kind, lang(), one.fields, thing).title : one.fields.name;
    const shown = family
      .people()
      .flatMap((one) => one.held.filter(({ kind }) => kind !== "report" && kind !== "link").map((thing) => ({ id: thing.id, name: nameOf(one, thing) })));
    const index = shown.findIndex(({ id }) => id === kept.id);
    const slip = runSlip(run, lang());
    proofs += 1;
    const renew = left;
    left = 30_000;
    return {
      held: kept.id,
      name: of.fields.name,
      line: `${lineOf(of, lang()).split(" · ")[0]} · ${bornOf(of.fields, lang())}`,
      mark: `${of.fields.name[0]}* · ${say("5 月 2 日", "2 May")}`,
      from: `${at(lang(), run.from)} · ${at(lang(), run.region)}`,
      verdict: slip.verdict,
      word: slip.word,
      symbol: run.strip ? fakeSymbol(73, proofs + kept.id) : null,
      period: 30,
      renew,
      until: run.strip ? say("今天 24:00 前有效", "Valid today until 24:00") : say("今天没有可用的码", "No code for today"),
      through: throughOf(run, lang()),
      age: at(lang(), run.age),
      colour: run.strip ? colourView(run, lang()) : null,
      practice: run.practice,
      challenge,
      next: run.strip
        ? say("没有网络也能出示。请对方扫描。", "It also works without a network. Let the other side scan it.")
        : say("备用的码用完了。请连上网络，按“更新”；也可以先用纸质码。", "The offline codes are used up. Connect to the network and press “Update”, or use the paper code for now."),
      before: shown[index - 1] ?? null,
      after: shown[index + 1] ?? null,
      capture: say("这个系统不能挡住截屏和屏幕共享。出示时请先停止共享。", "This system cannot keep the window out of screenshots and shared screens. Please stop sharing before you show a code."),
    };
  }

  return {
    authorities: view,
    look_authority: ({ address }): AuthorityOffer => {
      if (!address.trim() || address.includes("wrong")) throw AUTHORITY_PROBLEMS.noAuthority(lang());
      mustAnswer();
      const id = address.includes("linjiang") ? 2 : 1;
      return {
        offer: id,
        name: at(lang(), AUTHORITY_NAMES[id]!),
        address: ADDRESSES[id]!,
        fingerprint: FINGERPRINTS[id]!,
        regions: at(lang(), REGIONS[id]!),
        learns: [
          say("它会知道：谁要码、什么时候更新。", "It will know: who asks for codes, and when they are updated."),
          say("它不会知道：码在哪里、给谁看过。", "It will not know: where you show the code, and to whom."),
          say("它不会知道：这里留的别的码和文件。", "It will not know: what else is kept here."),
        ],
      };
    },
    add_authority: ({ offer }) => {
      if (!connected.some(({ id }) => id === offer)) connected.push({ id: offer, backup: "", failing: false });
      return view();
    },
    remove_authority: ({ id }) => {
      connected = connected.filter((one) => one.id !== id);
      for (const person of family.people()) person.held = person.held.filter((kept) => kept.run?.authority !== id);
      return view();
    },
    set_backup_address: ({ id, address }) => {
      if (address && !address.startsWith("https://")) throw AUTHORITY_PROBLEMS.address(lang());
      for (const one of connected) if (one.id === id) one.backup = address;
      return view();
    },
    start_practice: () => {
      if (!practice) practise();
      return family.board(["演练开始了。三个人是编出来的。", "Practice has begun. The three people are made up."]);
    },
    stop_practice: () => {
      practice = false;
      connected = connected.filter(({ id }) => id !== 9);
      family.retain((person) => person.id < 900 || person.id > 999);
      return family.board(["演练结束了，演练的人和码都收走了。", "Practice is over; its people and codes are gone."]);
    },
    get_codes: ({ person, authority: id }): FamilyView => {
      mustAnswer();
      return family.step(["取到了 30 天的码。", "Codes for 30 days have come."], () => {
        const of = family.people().find((one) => one.id === person);
        if (!of) throw PROBLEMS.gone(lang());
        const before = of.held.find((kept) => kept.run?.authority === id);
        if (before?.run) refreshed(before.run);
        else of.held.unshift({ id: family.next(), kind: "run", older: [], received: ["2026 年 11 月 21 日取的", "Got on 21 November 2026"], since: 0, run: freshRun(id, { age: ["刚刚", "just now"] }) });
      });
    },
    refresh_codes: () => {
      if (start.offline === undefined) for (const { run } of runs()) refreshed(run);
      else for (const { run } of runs()) run.trouble = NO_ANSWER;
      return family.board(start.offline === undefined ? ["都更新了。", "Everything is updated."] : ["发码单位没有回答，原来的码照样能用。", "The authority did not answer; the codes you have still work."]);
    },
    live: ({ held, challenge }) => {
      family.prove();
      return live(find(held), challenge);
    },
    issue_paper: ({ held }) => {
      mustAnswer();
      const { of, run } = find(held);
      return family.step(["开好了一张纸质码，可以打印。", "A paper code is ready to be printed."], () => {
        for (const paper of run.papers) if (paper.state === "valid") paper.state = "cancelled";
        const paper = { held: family.next(), serial: `1203-98${2341 + run.papers.length * 76}`, until: ["到 2027 年 2 月 19 日", "Until 19 February 2027"] as Worded, state: "valid" as const };
        run.papers.unshift(paper);
        of.held = of.held.filter((kept) => kept.kind !== "paper" || !run.papers.some((one) => one.held === kept.id));
        of.held.push({ id: paper.held, kind: "paper", older: [], received: ["2026 年 11 月 21 日开的", "Issued 21 November 2026"], since: 0, of: run });
      });
    },
    cancel_paper: ({ held }) => {
      mustAnswer();
      const paper = runs().flatMap(({ run }) => run.papers).find((one) => one.held === held);
      if (!paper) throw PROBLEMS.gone(lang());
      paper.state = "lost";
      return family.board([`纸质码 ${paper.serial} 作废了。`, `Paper code ${paper.serial} is cancelled.`]);
    },
    compare: ({ person }) => {
      const of = family.people().find((one) => one.id === person);
      if (!of) throw PROBLEMS.gone(lang());
      const own = of.held.flatMap((kept) => (kept.run ? [{ held: kept.id, run: kept.run }] : []));
      return {
        name: of.fields.name,
        sides: own.map(({ held, run }) => ({
          held,
          from: at(lang(), run.from),
          region: at(lang(), run.region),
          colour: colourView(run, lang()),
          as_of: at(lang(), run.asOf),
          age: at(lang(), run.age),
          through: throughOf(run, lang()),
          update: at(lang(), run.update),
        })),
        differences:
          new Set(own.map(({ run }) => run.colour)).size > 1
            ? [
                say("两边写的状态不一样：临江市的来源早 3 天，还没有收到新的结果。", "They state different things: Linjiang’s source is 3 days older and has not had the new result."),
                say("临江市要自己按一次更新，明远区每天自动更新。", "Linjiang renews only when you ask, Mingyuan by itself every day."),
              ]
            : [],
      };
    },
    readiness: ({ day }) => {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw AUTHORITY_PROBLEMS.day(lang());
      const people = family.people().map(ready);
      const good = people.filter((one) => one.ready === "accept").length;
      return {
        day,
        line: say(`${day.slice(5).replace("-", " 月 ").replace(/^0/, "").replace(" 0", " ")} 日：${people.length} 人中有 ${good} 人备好了`, `${day}: ${good} of ${people.length} are ready`),
        people,
      };
    },
  };
}

const NO_ANSWER: Worded = ["发码单位没有回答，过一会儿自动再试。", "The authority did not answer; Kincode tries again later."];
