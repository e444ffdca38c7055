/** What concerns every code on the desk: this computer's clock, and lists that are too old. */
import type { NoticeView } from "../../ipc/bindings";
import { call } from "../../ipc/call";

export class Notices {
  all = $state.raw<NoticeView[]>([]);

  /** Asks anew. A notice that cannot be asked for is none: the verdicts say the same by themselves. */
  load = async (): Promise<void> => {
    this.all = await call.notices().catch(() => this.all);
  };
}
