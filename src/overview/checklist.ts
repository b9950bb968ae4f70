import type { Plan } from '../web/current.js';
import { type Message, say } from '../web/message.js';

/** The six steps in which a client organization is set up, as the provider's own guide has them. */
export const STEPS = ['collections', 'import', 'policies', 'sso', 'groups', 'members'] as const;
export type StepName = (typeof STEPS)[number];

interface StepText {
  title: Message;
  text: Message;
  /** The page where the step is done, below the organization's address; undefined while there is none. */
  path?: string;
  enterpriseOnly?: boolean;
}

const STEP_TEXTS: Record<StepName, StepText> = {
  collections: {
    title: say('Create collections'),
    text: say('The structure of the vault, for example by department or by function.'),
    path: 'vault',
  },
  import: {
    title: say('Import data'),
    text: say("The customer's passwords, once the structure is there."),
    path: 'import',
  },
  policies: {
    title: say('Configure enterprise policies'),
    text: say('Rules of use, before people come in.'),
    enterpriseOnly: true,
  },
  sso: {
    title: say('Set up login with SSO'),
    text: say("Sign-in through the customer's identity provider."),
    enterpriseOnly: true,
  },
  groups: { title: say('Create user groups'), text: say('Access for many people at a time.'), path: 'groups' },
  members: { title: say('Start inviting users'), text: say('Invite, accept, confirm.'), path: 'members' },
};

interface Facts {
  plan: Plan;
  collections: number;
  groups: number;
  /** Groups without members. */
  emptyGroups: number;
  /** Members invited, accepted or confirmed. */
  members: number;
  /** Of these, who accepted and is not confirmed. */
  waiting: number;
  /** Files that are imported. */
  imports: number;
  marks: Map<string, { markedBy: string; markedAt: Date }>;
}

export interface Step extends StepText {
  name: StepName;
  state: 'done' | 'open' | 'not-needed' | 'not-in-plan' | 'later';
  detail?: Message;
  /** What to do next, with the page where it is done, below the organization's address. */
  next?: { text: Message; path: string };
}

type Known = Pick<Step, 'state' | 'detail' | 'next'>;

const STARTER = { text: say('Set up by department and function'), path: 'access/starter' };

/** How far a step is, by what is there. */
const KNOWN: Partial<Record<StepName, (facts: Facts) => Known>> = {
  // The default collection is there from the start; a structure begins with the second.
  collections: ({ collections: count }) => ({
    state: count > 1 ? 'done' : 'open',
    detail: say('{{count}} collections', { count }),
    next: count > 1 ? undefined : STARTER,
  }),
  import: ({ imports: count }) =>
    count > 0 ? { state: 'done', detail: say('{{count}} files are imported', { count }) } : { state: 'open' },
  groups: ({ groups, emptyGroups }) => {
    if (groups === 0) return { state: 'open', detail: say('No groups yet.'), next: STARTER };
    if (emptyGroups === 0) return { state: 'done', detail: say('{{count}} groups', { count: groups }) };
    const detail = say('{{count}} groups without members', { count: emptyGroups });
    return { state: 'open', detail, next: { text: say('Put members in'), path: 'groups' } };
  },
  members: ({ members, waiting }) => {
    const detail = say('{{count}} people wait for confirmation', { count: waiting });
    if (waiting > 0)
      return { state: 'open', detail, next: { text: say('Confirm them'), path: 'members?tab=accepted' } };
    if (members > 1) return { state: 'done', detail: say('{{count}} members', { count: members }) };
    return {
      state: 'open',
      detail: say('Nobody but the first owner yet.'),
      next: { text: say('Invite'), path: 'members/new' },
    };
  },
};

/** @returns the steps with what is known of each, and how many of those that count are done */
export function checklist(facts: Facts): { steps: Step[]; done: number; counted: number } {
  const steps = STEPS.map((name): Step => {
    const text = STEP_TEXTS[name];
    const mark = facts.marks.get(name);
    if (text.enterpriseOnly && facts.plan === 'teams') {
      return { name, ...text, state: 'not-in-plan', detail: say('The Teams plan does not have this.') };
    }
    if (mark) {
      const detail = say('Not needed here, says {{name}} on {{when}}', { name: mark.markedBy, when: mark.markedAt });
      return { name, ...text, state: 'not-needed', detail };
    }
    const later: Known = { state: 'later', detail: say('This page is not part of Clientele yet.') };
    return { name, ...text, ...(KNOWN[name]?.(facts) ?? later) };
  });
  const counted = steps.filter(({ state }) => state !== 'not-in-plan');
  return {
    steps,
    done: counted.filter(({ state }) => state === 'done' || state === 'not-needed').length,
    counted: counted.length,
  };
}
