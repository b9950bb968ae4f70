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

export const STEP_TEXTS: Record<StepName, StepText> = {
  collections: {
    title: say('Create collections'),
    text: say('The structure of the vault, for example by department or by function.'),
    path: 'vault',
  },
  import: { title: say('Import data'), text: say("The customer's passwords, once the structure is there.") },
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
  groups: { title: say('Create user groups'), text: say('Access for many people at a time.') },
  members: { title: say('Start inviting users'), text: say('Invite, accept, confirm.') },
};

export interface Facts {
  plan: Plan;
  collections: number;
  marks: Map<string, { markedBy: string; markedAt: Date }>;
}

export interface Step extends StepText {
  name: StepName;
  state: 'done' | 'open' | 'not-needed' | 'not-in-plan' | 'later';
  detail?: Message;
}

/** @returns the steps with what is known of each, and how many of those that count are done */
export function checklist({ plan, collections, marks }: Facts): { steps: Step[]; done: number; counted: number } {
  const steps = STEPS.map((name): Step => {
    const text = STEP_TEXTS[name];
    const mark = marks.get(name);
    if (text.enterpriseOnly && plan === 'teams') {
      return { name, ...text, state: 'not-in-plan', detail: say('The Teams plan does not have this.') };
    }
    if (mark) {
      const detail = say('Not needed here, says {{name}} on {{when}}', { name: mark.markedBy, when: mark.markedAt });
      return { name, ...text, state: 'not-needed', detail };
    }
    // The default collection is there from the start; a structure begins with the second.
    if (name === 'collections') {
      return {
        name,
        ...text,
        state: collections > 1 ? 'done' : 'open',
        detail: say('{{count}} collections', { count: collections }),
      };
    }
    return { name, ...text, state: 'later', detail: say('This page is not part of Clientele yet.') };
  });
  const counted = steps.filter(({ state }) => state !== 'not-in-plan');
  return {
    steps,
    done: counted.filter(({ state }) => state === 'done' || state === 'not-needed').length,
    counted: counted.length,
  };
}
