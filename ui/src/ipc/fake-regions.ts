/** Two regions of the fake desk; the third is chosen somewhere and has no rules any more. */
import type { RegionFactView, RegionView } from "./bindings";
import type { Fake, Handlers } from "./fake";
import { at } from "./fake-people";
import type { Worded } from "./fake-runs";

const NAMES: Record<string, Worded> = { "CN-GD": ["广东", "Guangdong"], "CN-SH": ["上海", "Shanghai"] };
const MARK: Worded = ["示例，据 2025 年网文，非现行规定", "Example, from web articles of 2025; not current rules"];
const SOURCE: Worded = ["《微信怎么查孩子健康码》，2025 年", "“微信怎么查孩子健康码”, 2025"];
const STEPS: Record<string, Worded[]> = {
  "CN-GD": [["请带出生医学证明。", "Bring the birth certificate."], ["审核约 24 小时。", "The review takes about 24 hours."]],
  "CN-SH": [["请带出生医学证明，或派出所证明。", "Bring the birth certificate, or certificate by the police."], ["需要人脸核验。", "A face check is needed."]],
};
/** What it is about; then what each says. */
const FACTS: [Worded, Worded, Worded][] = [
  [["人脸核验", "Face check"], ["不要", "No"], ["要", "Yes"]],
  [["孩子上限", "Children at most"], ["不限", "No limit"], ["最多 5 个", "At most 5"]],
  [["离线码", "Offline codes"], ["30 天", "30 days"], ["7 天", "7 days"]],
  [["电话", "Telephone"], ["未知", "Unknown"], ["未知", "Unknown"]],
];

export function regionHandlers(fake: Fake): Pick<Handlers, "regions" | "region"> {
  const say = (words: Worded) => at(fake.settings.lang, words);
  const view = (id: string, from: string): RegionView => ({
    id,
    name: say(NAMES[id]!),
    mark: say(MARK),
    until: say(["有效至 2027 年 7 月 1 日", "Until 1 July 2027"]),
    steps: STEPS[id]!.map(say),
    facts: FACTS.map(([label, first, second]): RegionFactView => {
      const [own, other] = id === "CN-GD" ? [first, second] : [second, first];
      const differs = from in NAMES && from !== id && own !== other && say(own) !== say(other);
      const known = own[0] !== "未知";
      return { label: say(label), value: say(own), other: differs ? say(other) : null, source: known ? say(SOURCE) : null };
    }),
  });
  return {
    regions: () => Object.entries(NAMES).map(([id, name]) => ({ id, name: say(name) })),
    region: ({ region, from }) => (region in NAMES ? view(region, from) : null),
  };
}
